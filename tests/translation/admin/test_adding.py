"""“Add news article” from a list: in which language it is written is asked, and then shown."""

import pytest

from cms.users.models import User
from news.models import NewsIndexPage
from tests import factories
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db
ADD = "/admin/news/choose_parent/"


@pytest.fixture
def index() -> NewsIndexPage:
    """A list of news in Finnish and in Swedish, none in English or Russian."""
    article = factories.article()
    factories.translate(article, "sv")
    return NewsIndexPage.objects.get(locale__language_code="fi")


def _in(index: NewsIndexPage, tag: str) -> str:
    page = index if tag == "fi" else index.get_translation(factories.locale(tag))
    return f"/admin/pages/add/news/newsarticlepage/{page.pk}/"


def test_who_writes_in_several_languages_is_asked(index: NewsIndexPage) -> None:
    client = signed_in("Communicators")
    content = text_of(client.get(ADD))
    assert "In which language?" in content
    assert '<a class="button" href="?locale=fi">Finnish</a>' in content
    assert '<a class="button" href="?locale=sv">Swedish</a>' in content
    assert "?locale=en" not in content
    assert "?locale=ru" not in content
    assert client.get(f"{ADD}?locale=sv").headers["location"] == _in(index, "sv")
    assert client.get(f"{ADD}?locale=fi").headers["location"] == _in(index, "fi")


def test_who_may_do_everything_is_asked_too(index: NewsIndexPage) -> None:
    client = signed_in()
    User.objects.update(is_superuser=True)
    assert "?locale=sv" in text_of(client.get(ADD))


def test_who_writes_in_one_language_is_not_asked(index: NewsIndexPage) -> None:
    assert signed_in("Translators: sv").get(ADD).headers["location"] == _in(index, "sv")


def test_a_language_that_does_not_exist_is_not_found(index: NewsIndexPage) -> None:
    assert signed_in("Communicators").get(f"{ADD}?locale=xx").status_code == 404


def test_every_list_of_texts_asks(index: NewsIndexPage) -> None:
    for page in (factories.organisation(), factories.project(), factories.position()):
        factories.translate(page, "sv")
    client = signed_in("Communicators")
    for name in ("organisations", "projects", "advocacy", "content-pages"):
        assert "In which language?" in text_of(client.get(f"/admin/{name}/choose_parent/")), name
    # Where there are several pages to put it below, that is asked next.
    factories.content_page()
    assert "Parent page" in text_of(client.get("/admin/content-pages/choose_parent/?locale=fi"))


def test_a_new_page_says_in_which_language_it_is(index: NewsIndexPage) -> None:
    client = signed_in("Communicators")
    assert "You are writing in this language: <strong>Swedish</strong>." in text_of(client.get(_in(index, "sv")))
    article = factories.article()
    assert "You are writing in this language" not in text_of(client.get(f"/admin/pages/{article.pk}/edit/"))
