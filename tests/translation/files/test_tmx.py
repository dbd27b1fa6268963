"""The memory of two languages goes out as TMX, of what the translator may read, and another memory comes in."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree
from translate.storage import tmx as toolkit
from wagtail.models import PageViewRestriction

from cms.translation.files import memories
from cms.translation.models import TextVersion
from cms.translation.screen.memory import NO_PAGE
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in, text_of
from tests.translation.screen.screen import save, segment, translation_of

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/translations/sv/memory/"
RICH = 'Lue <a id="a1">lisää <b>tänään</b></a> &amp; <i>heti</i><br/>nyt'
RICH_SV = 'Läs <a id="a1"><b>i dag</b> mer</a> &amp; <i>nu</i><br/>genast'
FOREIGN = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="fi-FI" datatype="plaintext" segtype="sentence" adminlang="en" o-tmf="x"
 creationtool="x" creationtoolversion="1"/><body>
<tu><tuv xml:lang="fi-FI"><seg>Hyvää <bpt i="1">{\\b </bpt>päivää<ept i="1">}</ept></seg></tuv>
 <tuv xml:lang="SV_SE"><seg>God <hi>dag</hi></seg></tuv><tuv xml:lang="de"><seg>Guten Tag</seg></tuv></tu>
<tu><tuv xml:lang="fi"><seg>a &lt; b &amp; c</seg></tuv><tuv lang="sv"><seg>a &lt; b</seg></tuv></tu>
<tu srclang="de"><tuv xml:lang="de"><seg>Haus</seg></tuv><tuv xml:lang="sv"><seg>Hus</seg></tuv></tu>
<tu><tuv xml:lang="fi"><seg>Yksin</seg></tuv></tu>
</body></tmx>"""


def _article(title: str) -> NewsArticlePage:
    article = factories.article(title)
    factories.translate(article, "sv", strings=0, live=False)
    return article


def _version(page: Any, source: str, words: str, place: str = "title") -> None:
    TextVersion.objects.create(
        object_id=page.translation_key, locale=factories.locale("sv"), place=place, source=source, words=words
    )


def _downloaded(client: Client, source: str = "fi") -> bytes:
    response: Any = client.get(f"{ADDRESS}tmx/", {"from": source})
    assert response.status_code == 200
    return b"".join(response)


def _pairs(content: bytes) -> list[tuple[str, ...]]:
    units = etree.fromstring(content).iter("tu")
    return [tuple("".join(side.itertext()) for side in unit.iter("seg")) for unit in units]


def _sent(client: Client, content: bytes | str, **more: str) -> str:
    content = content.encode() if isinstance(content, str) else content
    response = client.post(ADDRESS, {"file": SimpleUploadedFile("memory.tmx", content), **more})
    assert response.status_code == 200
    return text_of(response).replace("</p><p>", " ")


def _imported() -> set[tuple[str, str, str]]:
    return set(TextVersion.objects.filter(object_id=NO_PAGE).values_list("place", "source", "words"))


def test_the_last_translation_of_each_text_goes_out_with_its_codes(swedish: Client) -> None:
    article = _article("Otsikko")
    save(swedish, article, "Otsikko", "Titel")
    save(swedish, article, "Otsikko", "Rubrik")
    _version(article, RICH, RICH_SV, "body")

    content = _downloaded(swedish)

    root = etree.fromstring(content)
    assert (root.get("version"), root.find("header").get("srclang")) == ("1.4", "fi")
    assert [[side.get("{http://www.w3.org/XML/1998/namespace}lang") for side in unit] for unit in root.iter("tu")] == [
        ["fi", "sv"]
    ] * 2
    assert _pairs(content)[0][1] == "Rubrik"
    [code, *_others] = root.iter("bpt")
    assert (code.text, dict(code.attrib)) == ('<a id="a1">', {"i": "1", "x": "1"})
    assert _pairs(_downloaded(swedish, "ru")) == []


def test_translate_toolkit_reads_it(swedish: Client) -> None:
    _version(_article("Otsikko"), "a &lt; b", "a &lt; c")

    file: Any = toolkit.tmxfile
    store = file.parsestring(_downloaded(swedish))

    assert [(unit.source, unit.target) for unit in store.units] == [("a < b", "a < c")]


def test_what_goes_out_comes_back_as_it_was_and_only_once(swedish: Client) -> None:
    article = _article("Otsikko")
    _version(article, RICH, RICH_SV)
    content = _downloaded(swedish)
    assert "0 translations were added. 1 was known." in _sent(swedish, content)
    TextVersion.objects.all().delete()

    assert "1 translation would be added. Nothing is changed yet." in _sent(swedish, content, **{"try": "1"})
    assert _imported() == set()
    assert "1 translation was added." in _sent(swedish, content)
    assert _imported() == {("fi", RICH, RICH_SV)}
    assert "0 translations were added. 1 was known." in _sent(swedish, content)
    assert _pairs(_downloaded(swedish)) == _pairs(content)


def test_another_tools_memory_is_understood(swedish: Client) -> None:
    told = _sent(swedish, FOREIGN)

    assert "2 translations were added." in told
    assert "1 is too long or from a language that is not used here, and was left out." in told
    assert _imported() == {("fi", "Hyvää päivää", "God dag"), ("fi", "a &lt; b &amp; c", "a &lt; b")}


def test_what_came_in_is_offered(swedish: Client) -> None:
    _sent(swedish, FOREIGN)
    article = _article("Hyvää päivää!")

    text = segment(article, "Hyvää päivää!")
    answer = swedish.get(f"/admin/translations/texts/{translation_of(article).pk}/{text.pk}/memory/").json()

    assert [match["words"] for match in answer["matches"]] == ["God dag"]


def test_texts_of_a_page_that_the_translator_may_not_read_stay_here(swedish: Client) -> None:
    hidden, shown = _article("Salainen"), _article("Julkinen")
    _version(hidden, "Salainen", "Hemlig")
    _version(shown, "Julkinen", "Offentlig")
    for page in NewsArticlePage.objects.filter(translation_key=hidden.translation_key):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    NewsArticlePage.objects.filter(translation_key=hidden.translation_key, locale=factories.locale("sv")).delete()

    assert _pairs(_downloaded(swedish)) == [("Julkinen", "Offentlig")]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "words",
        "<tmx",
        "<other/>",
        '<!DOCTYPE tmx [<!ENTITY a "aaaa">]><tmx version="1.4"><header srclang="fi"/><body/></tmx>',
        '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]><tmx version="1.4"><body/></tmx>',
        FOREIGN.replace("</body>", ""),
    ],
)
def test_what_is_no_tmx_is_refused_whole(swedish: Client, content: str) -> None:
    assert "The file is no TMX that can be read" in _sent(swedish, content)
    assert _imported() == set()


def test_too_much_is_refused(swedish: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Choose a file." in text_of(swedish.post(ADDRESS))
    monkeypatch.setattr(memories, "WORDS_MAX", 14)
    assert "1 translation was added. 2 are too long" in _sent(swedish, FOREIGN)
    monkeypatch.setattr(memories, "UNITS_MAX", 1)
    assert "There are more than 1 translations in it." in _sent(swedish, FOREIGN)
    monkeypatch.setattr(memories, "UPLOAD_MAX", 10)
    assert "It is larger than 0 MB." in _sent(swedish, FOREIGN)


def test_statements_do_not_grow_with_the_translations(swedish: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    article = _article("Otsikko")
    for number in range(5):
        _version(article, f"Sana {number}", "Ord")
    with CaptureQueriesContext(connection) as queries:
        assert len(_pairs(_downloaded(swedish))) == 5
    few = len(queries)
    for number in range(5, 50):
        _version(article, f"Sana {number}", "Ord")
    with CaptureQueriesContext(connection) as queries:
        assert len(_pairs(_downloaded(swedish))) == 50
    assert len(queries) == few
    monkeypatch.setattr(memories, "_TOGETHER", 7)
    assert len(_pairs(_downloaded(swedish))) == 50


def test_only_who_translates_into_the_language(swedish: Client) -> None:
    russian = signed_in("Translators: ru", name="ru")
    assert is_refused(russian.get(ADDRESS))
    assert is_refused(russian.post(ADDRESS))
    assert is_refused(russian.get(f"{ADDRESS}tmx/", {"from": "fi"}))
    assert [swedish.get(f"{ADDRESS}tmx/", {"from": tag}).status_code for tag in ("sv", "xx", "")] == [404] * 3
    assert swedish.get("/admin/translations/xx/memory/").status_code == 404
    assert "Download TMX" in text_of(swedish.get(ADDRESS))


def test_the_same_words_are_kept_for_each_language_of_the_original() -> None:
    units = "".join(
        f'<tu srclang="{tag}"><tuv xml:lang="{tag}"><seg>Info</seg></tuv><tuv xml:lang="sv"><seg>Infot</seg></tuv></tu>'
        for tag in ("fi", "en")
    )
    content = f'<tmx version="1.4"><header srclang="fi"/><body>{units}</body></tmx>'
    user = factories.user("writer")
    memories.take(SimpleUploadedFile("m.tmx", content.encode()), factories.locale("sv"), user, is_trial=False)
    assert [pair.words for pair in memories.pairs(factories.locale("sv"), "en", user)] == ["Infot"]
