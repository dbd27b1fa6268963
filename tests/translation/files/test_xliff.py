"""A page goes to a translator's tool as XLIFF and comes back: nothing is lost, and everything is told."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import etree
from translate.storage import xliff as toolkit
from wagtail_localize.models import StringTranslation

from cms.translation.files import inline, xliff
from cms.translation.models import TextVersion
from cms.translation.screen.units import units_of
from cms.translation.texts.alignment import ADDRESS
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in, text_of
from tests.translation.files.schemas import assert_valid
from tests.translation.screen.screen import save, translation_of

pytestmark = pytest.mark.django_db
RICH = '<p>Lue <a href="https://example.org/">lisää <b>tänään</b></a> &amp; <i>heti</i>.</p>'
RICH_TEXT = 'Lue <a id="a1">lisää <b>tänään</b></a> &amp; <i>heti</i>.'
VERSIONS = ["1.2", "2.1"]


@pytest.fixture
def article() -> NewsArticlePage:
    body = factories.stream(("paragraph", RICH), ("quote", {"text": "Rivi\nToinen", "speaker": "", "role": ""}))
    article = factories.article("Uutinen", ingress="Ingressi <ei koodia>.", body=body)
    factories.translate(article, "sv", strings=0, live=False)
    return article


def _address(article: Any) -> str:
    return f"/admin/translations/texts/{translation_of(article).pk}/xliff/"


def _download(client: Client, article: Any, version: str) -> bytes:
    response = client.get(f"{_address(article)}{version}/")
    assert (response.status_code, response["Content-Type"]) == (200, "application/xliff+xml")
    content: bytes = response.content
    assert_valid(content, version)
    return content


def _upload(client: Client, article: Any, content: bytes, **more: str) -> str:
    file = SimpleUploadedFile("page.xlf", content)
    return text_of(client.post(_address(article), {"file": file, **more}, follow=True))


def translated(content: bytes, version: str, *, state: str = "translated") -> bytes:
    """As a tool does: each text gets a target, which says “sv: ” before it."""
    form = xliff.FORMATS[version]
    root = etree.fromstring(content)
    for source in root.iter(form.name("source")):
        target = etree.fromstring(etree.tostring(source))
        target.tag = form.name("target")
        target.text = f"sv: {target.text or ''}"
        holder = source.getparent()
        for there in holder.findall(form.name("target")):
            holder.remove(there)
        source.addnext(target)
        (target if version == "1.2" else holder).set("state", state)
    made: bytes = etree.tostring(root)
    return made


def _kept() -> dict[str, str]:
    rows = StringTranslation.objects.exclude(context__path=ADDRESS).filter(has_error=False)
    return dict(rows.values_list("translation_of__data", "data"))


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_translated_in_a_tool_comes_back(swedish: Client, article: NewsArticlePage, version: str) -> None:
    content = translated(_download(swedish, article, version), version)

    assert "4 texts would be imported." in _upload(swedish, article, content, **{"try": "1"})
    assert _kept() == {}
    assert "4 texts were imported." in _upload(swedish, article, content)
    assert _kept() == {
        "Uutinen": "sv: Uutinen",
        "Ingressi &lt;ei koodia&gt;.": "sv: Ingressi &lt;ei koodia&gt;.",
        RICH_TEXT: f"sv: {RICH_TEXT}",
        "Rivi<br/>Toinen": "sv: Rivi<br/>Toinen",
    }
    assert set(TextVersion.objects.values_list("origin", flat=True)) == {"import"}
    assert "0 texts were imported. 4 were the same." in _upload(swedish, article, content)
    assert TextVersion.objects.count() == 4


@pytest.mark.parametrize("version", VERSIONS)
def test_states_go_out_and_what_a_tool_calls_unsure_stays_out(
    swedish: Client, article: NewsArticlePage, version: str
) -> None:
    save(swedish, article, "Uutinen", "Nyhet")
    content = _download(swedish, article, version)

    states = [element.get("state") for element in etree.fromstring(content).iter() if element.get("state")]
    assert states == (["translated"] if version == "1.2" else ["translated", "initial", "initial", "initial"])
    told = _upload(swedish, article, translated(content, version, state=next(iter(xliff.FORMATS[version].unsure))))
    assert "3 are not marked as translated and were left out." in told
    assert "1 text was imported." in told, "what differs from what was sent is meant"


def test_a_changed_text_is_kept_to_be_looked_at(swedish: Client, article: NewsArticlePage) -> None:
    content = translated(_download(swedish, article, "2.1"), "2.1")
    article = NewsArticlePage.objects.get(pk=article.pk)
    article.title = "Uutinen tänään"
    factories.publish(article)

    told = _upload(swedish, article, content)

    assert "3 texts were imported. 1 is of a text that has changed since, and is kept to be looked at." in told
    row = StringTranslation.objects.get(translation_of__data="Uutinen tänään")
    assert (row.data, row.has_error) == ("sv: Uutinen", True)


def test_what_is_broken_or_not_of_the_page_is_named_and_the_rest_is_taken(
    swedish: Client, article: NewsArticlePage
) -> None:
    content = translated(_download(swedish, article, "1.2"), "1.2").decode()
    content = content.replace('id="a1"', 'id="?"').replace(">Uutinen<", ">Aivan muuta<")

    told = _upload(swedish, article, content.encode())

    assert "2 texts were imported." in told
    assert "Codes are broken in the text at body." in told
    assert "Not of this page: “Aivan muuta”." in told
    assert RICH_TEXT not in _kept()


def test_a_lost_link_is_refused(swedish: Client, article: NewsArticlePage) -> None:
    root = etree.fromstring(translated(_download(swedish, article, "2.1"), "2.1"))
    form = xliff.FORMATS["2.1"]
    for target in root.iter(form.name("target")):
        for code in list(target):
            if code.get("id") == "a1":
                target.remove(code)

    assert "a link is missing" in _upload(swedish, article, etree.tostring(root))
    assert len(_kept()) == 3


def test_a_file_of_another_page_or_language_is_refused(swedish: Client, article: NewsArticlePage) -> None:
    other = factories.article("Toinen")
    factories.translate(other, "sv", strings=0, live=False)
    content = translated(_download(swedish, other, "2.1"), "2.1")

    assert "The file is of another page or language." in _upload(swedish, article, content)
    changed = content.replace(b'trgLang="sv"', b'trgLang="ru"')
    assert "The file is in the language “ru”, this page is in “sv”." in _upload(swedish, other, changed)
    assert _kept() == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<xliff/>",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0">&a;</xliff>',
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_xliff_is_refused(swedish: Client, article: NewsArticlePage, content: bytes) -> None:
    assert "The file is no XLIFF that can be read" in _upload(swedish, article, content)


def test_a_missing_and_a_huge_file_are_refused(
    swedish: Client, article: NewsArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Choose a file." in text_of(swedish.post(_address(article), follow=True))
    monkeypatch.setattr(xliff, "LIMIT", 10)
    assert "It is larger than 0 MB." in _upload(swedish, article, b"x" * 11)


def test_another_languages_translator_and_an_unknown_version_get_nothing(article: NewsArticlePage) -> None:
    russian = signed_in("Translators: ru", name="ru")
    assert is_refused(russian.get(f"{_address(article)}2.1/"))
    assert is_refused(russian.post(_address(article)))
    assert signed_in("Translators: sv", name="sv").get(f"{_address(article)}3.0/").status_code == 404


def test_translate_toolkit_reads_what_is_written(swedish: Client, article: NewsArticlePage) -> None:
    save(swedish, article, "Uutinen", "Nyhet")

    file: Any = toolkit.xlifffile
    store = file.parsestring(_download(swedish, article, "1.2"))

    assert (store.getsourcelanguage(), store.gettargetlanguage()) == ("fi", "sv")
    assert [(unit.source, unit.target) for unit in store.units][:2] == [
        ("Uutinen", "Nyhet"), ("Ingressi <ei koodia>.", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "markup",
    ["Sana", RICH_TEXT, "a &lt;b&gt; c", "Rivi<br/>toinen<br/>kolmas", "<b>1</b><b>2</b>", "\u00a0väli", "👍 <i>ü</i>"],
)
def test_markup_and_codes_are_two_forms_of_one_text(markup: str) -> None:
    element = etree.Element("source")

    inline.fill(element, markup, "pc", "ph")

    assert inline.markup_of(etree.fromstring(etree.tostring(element))) == markup


def test_the_address_does_not_go_out(swedish: Client, article: NewsArticlePage) -> None:
    [part] = xliff.read(translated(_download(swedish, article, "2.1"), "2.1"))

    assert len(part.entries) == len(units_of(translation_of(article))) - 1
