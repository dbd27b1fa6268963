"""What a browser sends from Wagtail's editor."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

ADD = "/admin/pages/add/news/newsarticlepage/{parent}/"
EDIT = "/admin/pages/{page}/edit/"


def fields_of(client: Client, url: str) -> dict[str, str]:
    """Of the form as it opens, whatever stands in it."""
    form = BeautifulSoup(client.get(url).content, "html.parser").select_one("form[data-edit-form]")
    assert form is not None
    found = {"body-count": "0"}  # Made in the browser.
    for field in form.select("[name]"):
        name = str(field["name"])
        if field.name == "input" and field.get("type") not in {"checkbox", "radio", "submit", "button", "file"}:
            found[name] = str(field.get("value", ""))
        elif field.name == "textarea":
            found[name] = field.get_text().lstrip("\n")
        elif field.name == "select":
            chosen = field.select_one("option[selected]")
            found[name] = str(chosen["value"]) if chosen else ""
    return found


def loaded(page_id: int) -> dict[str, str]:
    """What an editor that opens the page now says that it was made from."""
    revision: Any = Page.objects.get(pk=page_id).latest_revision
    if revision is None:
        return {}
    return {
        "loaded_revision_id": str(revision.pk),
        "loaded_revision_created_at": revision.created_at.isoformat(),
    }


def autosave(client: Client, url: str, fields: dict[str, str], *, number: int, **more: str) -> Any:
    return client.post(url, {**fields, "editor_number": str(number), **more}, headers={"accept": "application/json"})


def press(client: Client, url: str, fields: dict[str, str], button: str = "action-publish", **more: str) -> Any:
    return client.post(url, {**fields, button: button, **more})
