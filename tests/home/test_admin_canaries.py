"""What the admin's choosers, lists and APIs tell each role: what it may edit, and what everybody may see."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection, GroupCollectionPermission

from tests import factories
from tests.admin import signed_in, text_of
from tests.home import admin_canaries
from tests.home.admin_canaries import Tree

pytestmark = pytest.mark.django_db

# Whatever can be edited is found somewhere.
ALL = {
    "hidden-alt", "hidden-body", "hidden-collection", "hidden-document", "hidden-draft", "hidden-expired",
    "hidden-image", "hidden-lapsed", "hidden-next-title", "hidden-person", "hidden-post", "hidden-private",
    "hidden-russian",
}  # fmt: skip


@pytest.fixture
def tree() -> Tree:
    return admin_canaries.build()


def _walk(client: Client, tree: Tree, *only: str) -> dict[str, set[str]]:
    """By address, for the addresses that begin with one of these."""
    found = {
        path: admin_canaries.shown(client, path) for path in admin_canaries.Addresses(tree) if path.startswith(only)
    }
    assert len(found) > 10
    return {address: names for address, names in found.items() if names}


def test_a_translator_finds_nothing_but_what_everybody_sees(tree: Tree) -> None:
    assert _walk(signed_in("Translators: sv"), tree, "") == {}


def test_what_is_in_the_own_language_is_found(tree: Tree) -> None:
    """The title that a page gets next too."""
    found = _walk(
        signed_in("Translators: ru"), tree, "choose-page", "api/main/pages", "bulk/wagtailcore", "pages/search"
    )
    assert set().union(*found.values()) == {"hidden-russian"}


def test_who_has_no_role_finds_nothing(tree: Tree) -> None:
    assert _walk(signed_in(), tree, "choose-page", "api/", "images/", "localize/", "snippets/choose/") == {}


@pytest.mark.parametrize("group", ["Communicators", "Administrators"])
def test_whoever_writes_finds_all_that_may_be_edited(tree: Tree, group: str) -> None:
    choosers = (
        "choose-page",
        "snippets/choose/organisations/",
        "images/chooser/results/",
        "documents/chooser/results/",
    )
    assert set().union(*_walk(signed_in(group), tree, *choosers).values()) == ALL


def test_a_translator_may_choose_what_is_public(tree: Tree) -> None:
    client = signed_in("Translators: sv")
    page = tree.open["page"][0]
    assert "Avoin yhdistys" in text_of(client.get(f"/admin/choose-page/{page.get_parent().pk}/"))
    assert "Avoin yhdistys" in text_of(client.get("/admin/choose-page/search/?q=avoin"))
    assert "Avoin yhdistys" in text_of(client.get(f"/admin/choose-page/chosen-multiple/?id={page.pk}"))
    for kind in ("image", "document"):
        row = tree.open[kind][0]
        assert row.title in text_of(client.get(f"/admin/{kind}s/chooser/results/"))
        assert client.get(f"/admin/{kind}s/chooser/chosen/{row.pk}/").status_code == 200
        assert client.get(f"/admin/api/main/{kind}s/{row.pk}/").status_code == 200
    contact = tree.open["contact"][0]
    assert "Avoin virka" in text_of(client.get("/admin/snippets/choose/organisations/contact/results/"))
    assert client.get(f"/admin/snippets/choose/organisations/contact/chosen/{contact.pk}/").status_code == 200
    assert "Avoin virka" in text_of(client.get("/admin/localize/api/snippets/organisations/contact/"))
    for kind in ("body", "membership", "representation", "programme", "keyfigure"):
        rows = client.get(f"/admin/localize/api/snippets/organisations/{kind}/").json()
        assert [row["id"] for row in rows] == [row.pk for row in tree.open[kind]]


@pytest.mark.parametrize("key", ["abc", "%20", "9" * 30, "1.5", "-1"])
def test_keys_that_are_none_are_not_found(key: str) -> None:
    client = signed_in("Communicators")
    for chooser in ("snippets/choose/organisations/contact", "localize/api/snippets/organisations/contact"):
        step = "chosen/" if "choose" in chooser else ""
        assert client.get(f"/admin/{chooser}/{step}{key}/").status_code == 404
    assert client.get(f"/admin/snippets/choose/organisations/contact/chosen-multiple/?id={key}").status_code == 200
    assert client.get(f"/admin/choose-page/chosen-multiple/?id={key}").status_code == 200
    assert client.get("/admin/choose-page/?page_type=no.Model").status_code == 404


def test_a_hidden_person_is_marked_for_those_who_may_choose_one(tree: Tree) -> None:
    client = signed_in("Communicators")
    listed = text_of(client.get("/admin/snippets/choose/organisations/contact/results/"))
    assert "No consent yet: hidden" in listed
    assert "Consent has run out: hidden" in listed
    chosen = "/admin/snippets/choose/organisations/contact/chosen/{}/"
    person, lapsed, _post = tree.hidden["contact"]
    assert _title(client, chosen.format(person.pk)).endswith(" – No consent yet: hidden")
    assert _title(client, chosen.format(lapsed.pk)).endswith(" – Consent has run out: hidden")
    assert _title(client, chosen.format(tree.open["contact"][0].pk)) == "Avoin virka"


def _title(client: Client, address: str) -> str:
    title: str = client.get(address).json()["result"]["string"]
    return title


def test_a_chooser_begins_at_the_nearest_page_that_may_be_shown(tree: Tree) -> None:
    client = signed_in("Translators: sv")
    draft = tree.hidden["page"][0]
    assert client.get(f"/admin/choose-page/{draft.pk}/").json()["parent_page_id"] == draft.get_parent().pk
    assert client.get("/admin/choose-page/999999/").status_code == 404


def test_who_may_choose_from_a_collection_alone_finds_that_one_alone(tree: Tree) -> None:
    """Wagtail's own rights hold as before; a restriction only takes away."""
    group = factories.user("chooser", "Translators: sv").groups.get()
    shelf = factories.collection("Hylly")
    factories.image("Hyllyn kuva", collection=shelf)
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.filter(group=group, collection=root).update(collection=shelf)
    client = signed_in("Translators: sv")
    listed = text_of(client.get("/admin/images/chooser/results/"))
    assert "Hyllyn kuva" in listed
    assert "Avoin kuva" not in listed


@pytest.mark.parametrize("action", ["delete", "publish", "unpublish"])
def test_a_bulk_action_takes_the_pages_that_were_named(action: str, tree: Tree) -> None:
    client = signed_in("Administrators")
    page: Any = tree.open["page"][0]
    response = client.get(f"/admin/bulk/wagtailcore/page/{action}/?id={page.pk}&next=/admin/")
    assert "hidden-next-title" in text_of(response)
    assert client.get("/admin/bulk/wagtailcore/page/nothing/?id=1").status_code == 404
