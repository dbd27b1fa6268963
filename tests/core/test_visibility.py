"""A restriction reaches as far in the API as in Wagtail, which asks who may read the readable page."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from cms.core.visibility import all_pages
from tests import factories as make

pytestmark = pytest.mark.django_db


def _restrict(page: Any) -> None:
    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")


def _alias(page: Any, parent: Any) -> Any:
    """As the admin's "Copy" makes one: in the same language, of a group of its own."""
    return Page.objects.get(pk=page.pk).specific.create_alias(
        parent=Page.objects.get(pk=parent.pk), update_slug=f"alias-{page.pk}-{parent.pk}"
    )


def _public() -> set[str]:
    return set(all_pages().public().values_list("title", flat=True)) & _titles()


def _titles() -> set[str]:
    return set(Page.objects.filter(depth__gt=2).values_list("title", flat=True))


def _readable() -> set[str]:
    """By everybody, at their own addresses."""
    client = Client()
    return {page.title for page in Page.objects.filter(depth__gt=2) if client.get(page.url_path).status_code == 200}


def _tree() -> dict[str, Any]:
    """A section in a section; an alias of the inner one with a page below it, an alias of that alias likewise, and an
    alias of a page."""
    outer = make.content_page("Outer")
    inner = make.content_page("Inner", parent=outer)
    page = make.content_page("Page", parent=inner)
    other = make.content_page("Other")
    pages = {"outer": outer, "inner": inner, "page": page, "other": other}
    pages["alias"] = _alias(inner, other)
    pages["below"] = make.content_page("Below", parent=Page.objects.get(pk=pages["alias"].pk))
    pages["second"] = _alias(pages["alias"], make.home())
    pages["below second"] = make.content_page("Below second", parent=Page.objects.get(pk=pages["second"].pk))
    pages["leaf"] = _alias(page, other)
    for name in ("alias", "second", "leaf"):
        Page.objects.filter(pk=pages[name].pk).update(title=name.capitalize())
    return pages


@pytest.mark.parametrize(
    ("restricted", "hidden"),
    [
        ("inner", {"Inner", "Page", "Alias", "Below", "Second", "Below second", "Leaf"}),
        # Whose own text is below an alias of what is only below a restriction is no part of what is hidden.
        ("outer", {"Outer", "Inner", "Page", "Alias", "Second", "Leaf"}),
        ("page", {"Page", "Leaf"}),
        # Set on an alias itself, where Wagtail alone would pass over it.
        ("alias", {"Alias", "Below", "Second", "Below second"}),
        ("other", {"Other", "Alias", "Below", "Second", "Leaf"}),
    ],
)
def test_the_api_and_the_readable_page_hide_the_same(restricted: str, hidden: set[str]) -> None:
    pages = _tree()
    assert _public() == _readable() == _titles()

    _restrict(pages[restricted])

    assert _titles() - _public() == hidden
    assert _readable() == _public()


def test_what_is_hidden_by_another_page_is_shown_to_those_who_may_read_that(admin_client: Client) -> None:
    pages = _tree()
    _restrict(pages["outer"])

    for name in ("inner", "alias", "second", "leaf"):
        page = Page.objects.get(pk=pages[name].pk)
        assert Client().get(page.url_path).status_code == 302
        assert admin_client.get(page.url_path).status_code == 200


def test_an_alias_of_what_was_withdrawn_or_has_expired_is_not_found() -> None:
    pages = _tree()
    Page.objects.filter(pk=pages["page"].pk).update(live=False)

    assert "Leaf" not in _public()
    assert Client().get(Page.objects.get(pk=pages["leaf"].pk).url_path).status_code == 404


def test_aliases_of_aliases_are_followed_a_few_steps_and_then_lead_nowhere() -> None:
    page = make.content_page("Page")
    chain = [page]
    for number in range(5):
        chain.append(_alias(chain[-1], make.content_page(f"Place {number}")))

    public = set(all_pages().public().values_list("pk", flat=True))
    assert [alias.pk in public for alias in chain] == [True, True, True, True, False, False]
    client = Client()
    assert [client.get(Page.objects.get(pk=alias.pk).url_path).status_code for alias in chain[3:]] == [200, 404, 404]
