"""Everybody reads the admin in their own language."""

import re

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from cms.translation.desk.views import DeskView
from tests import factories
from tests.interface import tree
from tests.interface.walking import Walk
from tests.interface.words import LANGUAGES, of_another_language, unknown_strings

pytestmark = pytest.mark.django_db
# Who walks in each language, and how many screens there are at least. Finnish, the site's first language, is what most
# editors read.
WALKS = {
    "fi": {"administrator": 200, "communicator": 40, "translator": 20},
    "sv": {"administrator": 100},
    "en": {"administrator": 100},
    "ru": {"administrator": 100},
}
# The other walks see each view once, to save time: a gap in a catalogue, `make check` finds as well.
ALL_SCREENS = {("fi", "administrator")}
# A lookup of django-filter that no filter of ours shows.
NEVER_SHOWN = {"exact"}
# Written into a library, or stored by it, without gettext: no catalogue reaches it. On administrators' screens, but for
# the two that are read aloud only.
WITHOUT_GETTEXT = {
    "Actions",  # read aloud: the buttons of a header
    "Search",  # read aloud: a hidden button
    "Email address",
    "Enabled",
    "Locale",
    "None",
    "Page",
    "Role",
    "Root page",
    "Sync from",
    "Translation",
}
WITHOUT_GETTEXT_LIKE = re.compile(
    r"\d+ pages( \+ \d+ others)?"  # what a language is used by
    r"|(.* \| )?(Can \w+ .*|Delete pages with children|(Lock/unlock|Publish|Unlock) .*)"  # permissions
    r"|[A-Z]\w+/\w+(/\w+)?"  # time zones
)
# The languages of the admin on the account's page, each by its own name.
OWN_NAMES = {"suomi", "English", "Русский"}


def _is_known(finding: str) -> bool:
    text = finding.rpartition(" is " if " is " in finding else " has ")[0].strip("'\"")
    return text in WITHOUT_GETTEXT | OWN_NAMES or bool(WITHOUT_GETTEXT_LIKE.fullmatch(text))


def _reader(role: str, language: str) -> Client:
    client = Client(raise_request_exception=False)  # The walk tells all addresses that fail.
    client.force_login(tree.person(role, language))
    return client


def _come_first(language: str) -> None:
    """What is read once for the whole process is then of this language, and seen by the one after."""
    client = Client()
    client.force_login(tree.person("administrator", language))
    for address in ("", "pages/", "news/", "snippets/organisations/contact/add/"):
        assert client.get(f"/admin/{address}").status_code in {200, 302}


def _walk(role: str, language: str) -> dict[str, str]:
    """What is of another language, by where it was first."""
    found: dict[str, str] = {}
    walk = Walk(_reader(role, language), language, brief=(language, role) not in ALL_SCREENS)
    screens = 0
    for screen in walk.screens("/admin/", "/admin/account/"):
        screens += 1
        for finding in of_another_language(screen.texts, language):
            found.setdefault(finding, f"{role}: {screen.address}")
    assert walk.failed == []
    least = WALKS[language][role]
    assert screens >= least, f"{role} saw {screens} screens: the walk lost its way."
    return found


@pytest.mark.parametrize("language", WALKS)
def test_no_screen_has_words_of_another_language(language: str) -> None:
    tree.plant()
    _come_first(LANGUAGES[LANGUAGES.index(language) - 1])
    found: dict[str, str] = {}
    with unknown_strings(language) as unknown:
        for role in WALKS[language]:
            found = _walk(role, language) | found
        outside = Walk(Client(headers={"accept-language": language}), language)
        for screen in outside.screens("/admin/login/", "/admin/password_reset/"):
            found |= dict.fromkeys(of_another_language(screen.texts, language), screen.address)
    assert {finding: place for finding, place in found.items() if not _is_known(finding)} == {}
    assert unknown - NEVER_SHOWN == set()


def _look_at(address: str, language: str) -> tuple[set[str], set[str]]:
    walk = Walk(_reader("administrator", language), language)
    with unknown_strings(language) as unknown:
        screen = next(walk.screens(address))
    return of_another_language(screen.texts, language), unknown


def test_a_gap_in_a_catalogue_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"/admin/pages/{factories.article('1', ingress='2').pk}/edit/"
    assert _look_at(address, "fi")[1] - NEVER_SHOWN == set()
    catalogue = trans_real.translation("fi")._catalog  # type: ignore[attr-defined]
    monkeypatch.setattr(
        catalogue,
        "_catalogs",
        [{key: text for key, text in part.items() if key != "Toggle preview"} for part in catalogue._catalogs],
    )
    assert _look_at(address, "fi")[1] - NEVER_SHOWN == {"Toggle preview"}


def test_a_word_frozen_in_the_language_of_the_server_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "/admin/translations/sv/"
    factories.home("sv")
    assert _look_at(address, "en")[0] == set()
    with translation.override("fi"):
        monkeypatch.setattr(DeskView, "page_title", str(DeskView.page_title))
    assert _look_at(address, "en")[0] == {"'Käännökset' is fi"}
    assert _look_at(address, "fi")[0] == set()


@pytest.mark.parametrize(
    ("text", "language", "finding"),
    [
        ("Finnish", "fi", "'Finnish' is en"),
        ("Toggle preview", "sv", "'Toggle preview' is en"),
        ("Valitse sivu", "en", "'Valitse sivu' is fi"),
        ("Choose a page (4)", "fi", "'Choose a page (4)' has 'choose'"),
        ("3 sivua ja 2 muuta", "en", "'3 sivua ja 2 muuta' has 'ja'"),
        ("Ja, radera", "sv", ""),
        ("Редактировать 1", "en", "'Редактировать 1' has 'Редактировать'"),
        ("Choose a page (4)", "ru", "'Choose a page (4)' has 'choose'"),
        ("suomi", "fi", ""),
        ("Näytä tai piilota esikatselu", "fi", ""),
        ("Войти в Wagtail", "ru", ""),
    ],
)
def test_what_is_recognised(text: str, language: str, finding: str) -> None:
    assert of_another_language({text}, language) == ({finding} if finding else set())
