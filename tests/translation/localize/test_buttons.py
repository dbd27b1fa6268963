"""Which of wagtail-localize's buttons a page has. When this fails, localize/buttons.py is to be mended."""

import pytest
from wagtail.admin.ui.menus.pages import get_page_header_buttons

from tests import factories

pytestmark = pytest.mark.django_db


def test_a_page_is_translated_from_its_menu_and_never_synchronised() -> None:
    article = factories.article()
    factories.translate(article, "sv")
    user = factories.user("c", "Communicators")

    labels = [str(button.label) for button in get_page_header_buttons(article, user, "", "edit")]

    assert "Translate this page" in labels
    assert "Sync translated pages" not in labels
