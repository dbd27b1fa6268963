import pytest
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from cms.users import roles
from home import setup
from tests import factories
from tests.admin import is_refused, signed_in

pytestmark = pytest.mark.django_db


def _page_rights(name: str) -> set[tuple[str, str]]:
    rows = GroupPagePermission.objects.filter(group__name=name)
    return {(row.page.slug, row.permission.codename) for row in rows}


def test_every_installation_has_its_groups() -> None:
    ours = Group.objects.exclude(name__in=["Editors", "Moderators"]).values_list("name", flat=True)
    assert set(ours) == {
        "Administrators",
        "Communicators",
        "Translators: fi",
        "Translators: sv",
        "Translators: en",
        "Translators: ru",
    }


def test_a_translator_has_rights_below_one_home_page_only() -> None:
    assert _page_rights("Translators: sv") == {("sv", "add_page"), ("sv", "change_page"), ("sv", "publish_page")}
    group = Group.objects.get(name="Translators: sv")
    assert set(group.permissions.values_list("codename", flat=True)) == {"access_admin", "view_term"}
    chosen = {row.permission.codename for row in GroupCollectionPermission.objects.filter(group=group)}
    assert chosen == {"choose_image", "choose_document"}


def test_communicators_have_every_language_but_not_the_root() -> None:
    rights = _page_rights("Communicators")
    assert {slug for slug, _ in rights} == {"fi", "sv", "en", "ru"}
    assert {action for _, action in rights} == {
        "add_page",
        "change_page",
        "publish_page",
        "lock_page",
        "unlock_page",
    }
    group = Group.objects.get(name="Communicators")
    codenames = set(group.permissions.values_list("codename", flat=True))
    assert "submit_translation" in codenames
    assert {"add_user", "change_locale", "change_area", "delete_theme", "delete_menu"} & codenames == set()


def test_setting_up_again_changes_nothing_and_leaves_other_groups_alone() -> None:
    other = Group.objects.create(name="Guests")
    before = set(GroupPagePermission.objects.values_list("group", "page", "permission"))
    setup.set_up()
    assert set(GroupPagePermission.objects.values_list("group", "page", "permission")) == before
    assert other.permissions.count() == 0


def test_a_language_added_later_gets_its_translators(settings: Settings) -> None:
    factories.allow_languages(settings, "ar")
    setup.set_up()
    assert _page_rights("Translators: ar") == {("ar", "add_page"), ("ar", "change_page"), ("ar", "publish_page")}
    assert Locale.objects.filter(language_code="ar").exists()


def test_a_wrong_label_in_the_table_is_told_by_name() -> None:
    role = roles.Role(frozenset({"home.fly_menu"}), (), frozenset())
    with pytest.raises(LookupError, match=r"No such permission: home\.fly_menu"):
        roles.ensure_role("Pilots", role, [])


@pytest.fixture
def swedish() -> Client:
    return signed_in("Translators: sv")


def test_a_translator_cannot_edit_create_publish_or_delete_in_another_language(swedish: Client) -> None:
    page = factories.article("Verkosto kokoontui")
    index = page.get_parent()
    addresses = [
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/add/news/newsarticlepage/{index.pk}/",
        f"/admin/pages/{page.pk}/unpublish/",
        f"/admin/pages/{page.pk}/delete/",
        f"/admin/pages/{page.pk}/copy/",
        f"/admin/pages/{page.pk}/move/",
        f"/admin/pages/{page.pk}/revisions/{page.latest_revision_id}/revert/",
        f"/admin/localize/submit/page/{page.pk}/",
    ]
    for address in addresses:
        for response in (swedish.get(address), swedish.post(address, {"title": "X", "action-publish": "1"})):
            assert is_refused(response), address
    page.refresh_from_db()
    assert (page.title, page.live) == ("Verkosto kokoontui", True)


def test_a_translator_may_not_edit_records_or_settings(swedish: Client) -> None:
    for address in (
        "/admin/snippets/organisations/contact/add/",
        "/admin/snippets/home/menu/",
        "/admin/users/",
        f"/admin/settings/home/sitesettings/{Site.objects.get().pk}/",
        "/admin/images/add/",
        "/admin/localize/reports/translations/",
    ):
        assert is_refused(swedish.get(address)), address


def test_a_translator_sees_only_the_own_language_in_the_lists(swedish: Client) -> None:
    factories.article("Suomeksi")
    factories.article("På svenska", tag="sv")
    content = swedish.get("/admin/news/").content.decode()
    assert "På svenska" in content
    assert "Suomeksi" not in content


def test_a_communicator_works_in_every_language_and_cannot_touch_the_root() -> None:
    client = signed_in("Communicators")
    for tag in ("fi", "sv", "en", "ru"):
        assert client.get(f"/admin/pages/{factories.home(tag).pk}/edit/").status_code == 200
    assert is_refused(client.get(f"/admin/pages/add/home/homepage/{Page.get_first_root_node().pk}/"))


def test_an_administrator_manages_users_languages_and_settings() -> None:
    client = signed_in("Administrators")
    for address in (
        "/admin/users/",
        "/admin/groups/",
        "/admin/sites/",
        "/admin/locales/",
        "/admin/collections/",
        "/admin/redirects/",
        "/admin/snippets/home/footer/",
        "/admin/settings/home/sitesettings/",
    ):
        assert client.get(address, follow=True).status_code == 200, address
        assert not is_refused(client.get(address)), address
