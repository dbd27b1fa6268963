"""The dialog of a page's privacy shows and changes the page's own restriction, whatever else hides the page."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from tests import factories as make
from tests.admin import signed_in

pytestmark = pytest.mark.django_db


def _restrict(page: Any, kind: str = "login") -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type=kind)


def _partial_translation_of_a_private_original() -> tuple[Any, Any]:
    original = make.content_page("Alkuperäinen")
    translation = make.translate(original, "sv", strings=1)
    _restrict(original)
    return original, Page.objects.get(pk=translation.pk)


def _alias_of_a_private_page() -> tuple[Any, Any]:
    original = make.content_page("Alkuperäinen")
    alias = original.create_alias(parent=Page.objects.get(pk=make.content_page("Muu").pk), update_slug="alias")
    _restrict(original)
    return original, Page.objects.get(pk=alias.pk)


PAIRS = [_partial_translation_of_a_private_original, _alias_of_a_private_page]


def _dialog(page: Any) -> str:
    return f"/admin/pages/{page.pk}/privacy/"


def _own(page: Any) -> list[str]:
    return list(page.view_restrictions.values_list("restriction_type", flat=True))


@pytest.mark.parametrize("pair", PAIRS)
def test_a_restriction_of_its_own_is_shown_changed_and_removed(pair: Any) -> None:
    original, page = pair()
    own = _restrict(page, "password")
    client = signed_in("Administrators")

    shown = client.get(_dialog(page)).json()["html"]
    assert f"/admin/pages/{original.pk}/edit/" in shown
    assert client.get(_dialog(page)).context["form"].instance == own

    group = Group.objects.get(name="Communicators")
    changed = client.post(_dialog(page), {"restriction_type": "groups", "groups": [group.pk]})
    assert (changed.json()["step"], _own(page)) == ("set_privacy_done", ["groups"])

    client.post(_dialog(page), {"restriction_type": "none"})
    assert (_own(page), _own(original)) == ([], ["login"])
    # The original's goes on hiding it.
    assert Client().get(Page.objects.get(pk=page.pk).url_path).status_code == 302


@pytest.mark.parametrize("pair", PAIRS)
def test_the_restriction_of_another_page_is_not_taken_for_its_own(pair: Any) -> None:
    original, page = pair()
    client = signed_in("Administrators")
    dialog = client.get(_dialog(page))
    assert dialog.context["form"].instance.pk is None
    assert f"/admin/pages/{original.pk}/edit/" in dialog.json()["html"]

    client.post(_dialog(page), {"restriction_type": "login"})
    client.post(_dialog(page), {"restriction_type": "login"})

    assert (_own(page), _own(original)) == (["login"], ["login"])


def test_the_restriction_above_is_named_as_the_one_that_is_inherited() -> None:
    above = make.content_page("Yllä")
    below = make.content_page("Alla", parent=above)
    _restrict(above)

    dialog = signed_in("Administrators").get(_dialog(below))

    assert dialog.context["form"].instance.pk is None
    assert f"/admin/pages/{above.pk}/edit/" in dialog.json()["html"]


def test_a_private_page_stays_private_when_it_is_copied_below_a_borrowed_text() -> None:
    """The restriction of the source there ends with the last word that is borrowed."""
    _original, translation = _partial_translation_of_a_private_original()
    private = make.content_page("Yksityinen", tag="sv")
    _restrict(private)

    copied = Page.objects.get(pk=private.pk).copy(to=translation, update_attrs={"slug": "kopia"})

    assert _own(copied) == ["login"]
