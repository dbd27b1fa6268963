"""Entering things as editors do: by posting the forms of the admin."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

Enter = Callable[..., None]


def texts(name: str, **by_tag: str) -> dict[str, str]:
    return {f"{name}_{tag}": text for tag, text in by_tag.items()}


def stream(*blocks: tuple[str, Any]) -> dict[str, Any]:
    return streamfield(list(blocks))


def links(name: str, *rows: Any) -> dict[str, Any]:
    return inline_formset([{name: row.pk, "ORDER": number} for number, row in enumerate(rows, 1)])


def entering(admin_client: Client) -> Enter:
    """Posts a form of the admin and insists that it was taken."""

    def post(address: str, data: dict[str, Any]) -> None:
        ticked = {name: value for name, value in data.items() if isinstance(value, list)}
        plain = {name: value for name, value in data.items() if name not in ticked}
        form = {**nested_form_data({**plain, "action-publish": "action-publish"}), **ticked}
        response = admin_client.post(address, form)
        errors = response.context and [
            form.errors.as_json() for form in [response.context.get("form")] if form is not None
        ]
        assert response.status_code == 302, errors

    return post


def add_page(enter: Enter, kind: str, parent: Any, data: dict[str, Any]) -> None:
    app, model = kind.split(".")
    address = reverse("wagtailadmin_pages:add", args=[app, model, parent.pk])
    search = {"slug": "osoite", "seo_title": "Otsikko hakukoneille", "search_description": "Kuvaus.", "no_index": "on"}
    empty = {"comments": inline_formset([])}
    enter(address, {**search, **empty, **data})


def add_record(enter: Enter, model: Any, data: dict[str, Any]) -> None:
    enter(reverse(f"wagtailsnippets_{model._meta.label_lower.replace('.', '_')}:add"), data)
