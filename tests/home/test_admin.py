"""Menus, footers and content pages in the admin."""

import pytest

from home.models import Footer, Menu
from tests import factories
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db


def test_menus_and_footers_are_listed_by_language_and_added() -> None:
    client = signed_in("Communicators")
    Menu.objects.create(handle="paavalikko", locale=factories.locale("fi"))
    Footer.objects.create(locale=factories.locale("sv"))
    menus = text_of(client.get("/admin/snippets/home/menu/?q=paa"))
    assert "paavalikko" in menus
    assert "paavalikko" not in text_of(client.get("/admin/snippets/home/menu/?locale=sv"))
    assert "Swedish" in text_of(client.get("/admin/snippets/home/footer/"))
    for name in ("menu", "footer"):
        assert client.get(f"/admin/snippets/home/{name}/add/").status_code == 200
        assert client.get(f"/admin/snippets/choose/home/{name}/").status_code == 200


def test_content_pages_are_listed_with_what_they_stand_below() -> None:
    parent = factories.content_page("Palvelut")
    factories.content_page("Koulutus", parent=parent)
    content = text_of(signed_in("Communicators").get("/admin/content-pages/"))
    assert "Koulutus" in content
    assert content.count("Palvelut") >= 2


def test_lists_are_in_the_menu_of_those_who_may_work_in_them() -> None:
    assert '"/admin/news/"' in text_of(signed_in("Translators: sv").get("/admin/")).replace("&quot;", '"')
