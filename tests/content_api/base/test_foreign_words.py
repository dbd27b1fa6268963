"""Words that are in another language than the page or the reader's languages are told, to the word."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override
from wagtail.models import Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from home.models import Footer, Menu, SignUp, SiteSettings
from tests import factories as make
from tests.conftest import Graphql
from tests.content_api.trees.bodies import listed, stored

FOREIGN = "foreign { field at lang dir }"
WORDS = "lang dir"
PAGE = f"""
query ($path: String!, $locales: [LanguageTag!]) {{
  newsArticle(by: {{path: $path}}, locales: $locales) {{
    title
    language {{ served status {FOREIGN} }}
    seo {{ hreflang {{ locale lang }} }}
    body {{
      __typename
      ... on Localised {{ {WORDS} }}
      ... on ParagraphBlock {{ text {{ html markdown }} }}
      ... on QuoteBlock {{ {FOREIGN} }}
      ... on CallToActionBlock {{ {FOREIGN} }}
      ... on TableBlock {{ {FOREIGN} header rows }}
      ... on GalleryBlock {{ images {{ caption {WORDS} }} }}
      ... on AccordionBlock {{ items {{ title {WORDS} body {{ __typename ... on Localised {{ {WORDS} }} }} }} }}
    }}
  }}
}}
"""
FI, SV = {"lang": "fi", "dir": "LTR"}, {"lang": "sv", "dir": "LTR"}


def _foreign(field: str, *at: int) -> dict[str, Any]:
    return {"field": field, "at": list(at), **FI}


def translate_but(page: Any, tag: str, *untranslated: str) -> Any:
    """Everything but the strings that begin so."""
    make.translate(page, tag, live=False)
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=make.locale(tag))
    segments = StringSegment.objects.filter(source=translation.source).select_related("string")
    holes = [segment.string_id for segment in segments if segment.string.data.startswith(untranslated or "\x00")]
    StringTranslation.objects.filter(locale=make.locale(tag), translation_of__in=holes).delete()
    translation.save_target(publish=True)
    target = translation.get_target_instance()
    target.get_latest_revision().publish()
    return type(page).objects.get(pk=target.pk)


def _body() -> list[dict[str, Any]]:
    image = {"image": make.image().pk, "caption": "Kuvateksti", "decorative": False}
    return [
        stored("heading", {"text": "Otsikko", "level": "2"}),
        stored("heading", {"text": "Jäi otsikko", "level": "2"}),
        stored("paragraph", "<p>Jäi alku.</p><p>Loppu.</p><ul><li>Jäi kohta</li><li>Toinen</li></ul>"),
        stored("paragraph", '<p>Jäi <b>kaikki</b>: <a href="https://example.org/">linkki</a>.</p><p>Jäi muukin.</p>'),
        stored("quote", {"text": "Sitaatti", "speaker": "Edustaja", "role": "Jäi rooli"}),
        stored("table", {"data": [["A", "Jäi B"], ["C", "D"], ["Jäi E", ""]], "table_caption": "Jäi taulukko",
                         "first_row_is_table_header": True}),
        stored("gallery", {"images": listed(image, {**image, "caption": "Jäi kuvateksti"})}),
        stored("accordion", {"items": listed({"title": "Jäi kysymys", "body": [
            stored("heading", {"text": "Jäi sisällä", "level": "3"}), stored("paragraph", "<p>Vastaus.</p>")]})}),
    ]  # fmt: skip


def _article(graphql: Graphql, page: Any, *locales: str) -> Any:
    return graphql(PAGE, path=page.url_path, locales=list(locales) or None)["newsArticle"]


def test_each_text_that_a_translator_left_is_told(graphql: Graphql) -> None:
    page = make.article("Uutinen", ingress="Jäi ingressi.", search_description="Jäi kuvaus.", body=_body())
    found = _article(graphql, translate_but(page, "sv", "Jäi", "<p>Jäi"))
    heading, left, partly, whole, quote, table, gallery, accordion = found["body"]

    assert found["language"] == {
        "served": "sv",
        "status": "PARTIAL",
        "foreign": [_foreign("ingress"), _foreign("summary"), _foreign("seo.description")],
    }
    assert (heading, left) == ({"__typename": "HeadingBlock", **SV}, {"__typename": "HeadingBlock", **FI})
    assert {**partly, "text": None} == {"__typename": "ParagraphBlock", **SV, "text": None}
    assert partly["text"]["html"] == (
        '<p dir="ltr" lang="fi">Jäi alku.</p><p>sv: Loppu.</p>'
        '<ul><li dir="ltr" lang="fi">Jäi kohta</li><li>sv: Toinen</li></ul>'
    )
    assert whole["lang"] == "fi"
    assert whole["text"]["html"] == (
        '<p dir="ltr" lang="fi">Jäi <b>kaikki</b>: <a href="https://example.org/">linkki</a>.</p>'
        '<p dir="ltr" lang="fi">Jäi muukin.</p>'
    )
    assert whole["text"]["markdown"] == "Jäi **kaikki**: [linkki](https://example.org/).\n\nJäi muukin."
    assert quote == {"__typename": "QuoteBlock", **SV, "foreign": [_foreign("role")]}
    assert table == {
        "__typename": "TableBlock",
        **FI,
        "header": ["sv: A", "Jäi B"],
        "rows": [["sv: C", "sv: D"], ["Jäi E", ""]],
        "foreign": [
            {"field": field, "at": at, **SV} for field, at in (("header", [0]), ("rows", [0, 0]), ("rows", [0, 1]))
        ],
    }
    assert gallery["images"] == [{"caption": "sv: Kuvateksti", **SV}, {"caption": "Jäi kuvateksti", **FI}]
    assert accordion["items"] == [
        {
            "title": "Jäi kysymys",
            **FI,
            "body": [{"__typename": "HeadingBlock", **FI}, {"__typename": "ParagraphBlock", **SV}],
        }
    ]


def test_a_whole_translation_and_an_original_hold_no_foreign_words(graphql: Graphql) -> None:
    page = make.article("Uutinen", body=_body())
    swedish = translate_but(page, "sv")

    for found, tag in ((_article(graphql, page), "fi"), (_article(graphql, swedish), "sv")):
        assert found["language"]["foreign"] == []
        assert {block["lang"] for block in found["body"] if "lang" in block} == {tag}
        assert "lang=" not in found["body"][2]["text"]["html"]


def test_a_name_that_is_the_same_in_both_languages_is_translated(graphql: Graphql) -> None:
    page = make.article("Sakke")
    make.translate(page, "sv", live=False)
    StringTranslation.objects.filter(context__path="title").update(data="Sakke")
    translation = Translation.objects.get(source__object_id=page.translation_key)
    translation.get_target_instance()
    translation.save_target(publish=True)
    translation.get_target_instance().get_latest_revision().publish()

    assert _article(graphql, translation.get_target_instance())["language"]["foreign"] == []


def test_a_translation_that_is_not_published_yet_changes_nothing(graphql: Graphql) -> None:
    """What readers see decides: the translator's words wait in the desk while the page is published again as it is."""
    page = make.article("Uutinen", ingress="Jäi ingressi.")
    swedish = translate_but(page, "sv", "Jäi")
    make.translate(page, "sv", live=False)

    make.publish(swedish)

    found = _article(graphql, swedish)["language"]
    assert (found["status"], found["foreign"]) == ("PARTIAL", [_foreign("ingress"), _foreign("summary")])


def test_a_translation_that_was_stopped_still_tells_what_was_left(graphql: Graphql) -> None:
    page = make.article("Uutinen", ingress="Jäi ingressi.")
    swedish = translate_but(page, "sv", "Jäi")
    Translation.objects.update(enabled=False)

    swedish = make.publish(swedish)
    assert _article(graphql, swedish)["language"]["foreign"] == [_foreign("ingress"), _foreign("summary")]
    swedish.title = "Nyhet"
    swedish = make.publish(swedish)
    assert _article(graphql, swedish)["language"]["foreign"] == [_foreign("ingress"), _foreign("summary")]
    swedish.ingress = "Ingressen."
    swedish = make.publish(swedish)

    found = _article(graphql, swedish)["language"]
    assert (found["status"], found["foreign"]) == ("TRANSLATED", [])


def test_a_title_that_was_left_is_told_wherever_it_leads(graphql: Graphql) -> None:
    section = make.content_page("Jäi osio")
    page = make.content_page("Sivu", parent=section)
    swedish_section = translate_but(section, "sv", "Jäi")
    swedish = translate_but(page, "sv")
    Menu.objects.create(
        locale=make.locale("sv"),
        handle="main",
        items=[
            stored("item", {"title": "", "page": section.pk, "url": "", "children": []}),
            stored("item", {"title": "Egen", "page": section.pk, "url": "", "children": []}),
        ],
    )
    query = f"""query ($path: String!, $other: String!) {{
      route(path: $path) {{ ... on PageRoute {{ content {{ breadcrumbs {{ title {WORDS} }} }} }} }}
      other: route(path: $other) {{
        ... on PageRoute {{ content {{ translations {{ locale lang }} language {{ {FOREIGN} }} }} }}
      }}
      source: route(path: "{section.url_path}") {{
        ... on PageRoute {{ content {{ translations {{ locale lang }} }} }}
      }}
      site(locales: ["sv"]) {{ menus {{ items {{ title {WORDS} }} }} }}
    }}"""

    found = graphql(query, path=swedish.url_path, other=swedish_section.url_path)

    assert found["route"]["content"]["breadcrumbs"][-1] == {"title": "Jäi osio", **FI}
    assert found["other"]["content"] == {
        "translations": [{"locale": "fi", "lang": "fi"}],
        "language": {"foreign": [_foreign("title")]},
    }
    assert found["source"]["content"]["translations"] == [{"locale": "sv", "lang": "fi"}]
    assert found["site"]["menus"] == [{"items": [{"title": "Jäi osio", **FI}, {"title": "Egen", **SV}]}]


def test_sentences_that_were_left_are_told_by_their_place(graphql: Graphql) -> None:
    demands = [stored("statement", text) for text in ("Yksi.", "Jäi kaksi.", "Kolme.")]
    page = make.position("Kanta", demands=demands)
    swedish = translate_but(page, "sv", "Jäi")
    query = f"""query ($path: String!) {{
      advocacyPosition(by: {{path: $path}}) {{ demands language {{ {FOREIGN} }} }}
    }}"""

    assert graphql(query, path=swedish.url_path)["advocacyPosition"] == {
        "demands": ["sv: Yksi.", "Jäi kaksi.", "sv: Kolme."],
        "language": {"foreign": [_foreign("demands", 1)]},
    }


def test_a_page_on_which_nothing_is_translated_is_in_its_sources_language(graphql: Graphql) -> None:
    copy = make.translate(make.article("Uutinen", body=_body()), "sv", strings=0)
    query = f"""query ($path: String!) {{ route(path: $path) {{ ... on PageRoute {{ content {{
      language {{ served {FOREIGN} }}
      ... on NewsArticle {{ body {{ ... on Localised {{ {WORDS} }} ... on ParagraphBlock {{ text {{ html }} }} }} }}
    }} }} }} }}"""

    content = graphql(query, path=copy.url_path)["route"]["content"]

    assert content["language"] == {"served": "fi", "foreign": []}
    assert {block["lang"] for block in content["body"] if block} == {"fi"}
    assert "lang=" not in content["body"][2]["text"]["html"]


@pytest.fixture
def fallbacks(db: None) -> dict[str, Any]:
    names = {"fi": "Nimi"}
    organisation = make.organisation("Liitto", home_municipality=make.area("049"))
    organisation.channels.create(kind="WEBSITE", url="https://example.org/", label=names)
    make.publish(organisation)
    body = make.body(name={"sv": "Delegation"}, host_name=names)
    make.representation(organisation, body=body, role_title={"sv": "Ledamot"})
    figure = make.key_figure(label={"sv": "talande"}, unit={"fi": "henkeä"})
    article = make.article(
        "Nyhet", tag="sv", date=date(2026, 1, 1), hero_image=make.image(alt={"fi": "Kuva"}),
        themes=[make.theme("aihe", names=names)], body=[stored("key_figure", figure.pk)],
    )  # fmt: skip
    article.organisations.create(organisation=organisation)
    article.contacts.create(contact=make.contact(title={"fi": "Johtaja"}))
    settings = SiteSettings.objects.create(site=Site.objects.get(is_default_site=True), name=names)
    SignUp.objects.create(page=settings, label={"sv": "Brev"}, url="https://example.org/")
    Footer.objects.create(locale=make.locale("fi"), body=[stored("heading", {"text": "Alla", "level": "2"})])
    return {"path": make.publish(article).url_path}


def test_names_read_alongfallbacks_tell_their_language(graphql: Graphql, fallbacks: dict[str, Any]) -> None:
    query = f"""query ($path: String!) {{
      newsArticle(by: {{path: $path}}) {{
        heroImage {{ alt {WORDS} }} themes {{ name {WORDS} }} contacts {{ title {WORDS} }}
        body {{ ... on KeyFigureBlock {{ label unit {WORDS} {FOREIGN} }} }}
        organisations {{
          homeMunicipality {{ name {WORDS} }} channels {{ label {WORDS} }}
          representations {{ bodyName hostName {WORDS} {FOREIGN} }}
        }}
      }}
      site(locales: ["sv"]) {{ name {WORDS} signUps {{ label {WORDS} }} footer {{ ... on Localised {{ {WORDS} }} }} }}
    }}"""

    with override("ru"):
        found = graphql(query, **fallbacks)

    assert found["newsArticle"] == {
        "heroImage": {"alt": "Kuva", **FI},
        "themes": [{"name": "Nimi", **FI}],
        "contacts": [{"title": "Johtaja", **FI}],
        "body": [{"label": "talande", "unit": "henkeä", **SV, "foreign": [_foreign("unit")]}],
        "organisations": [
            {
                "homeMunicipality": {"name": "Esbo", **SV},
                "channels": [{"label": "Nimi", **FI}],
                "representations": [
                    {"bodyName": "Delegation", "hostName": "Nimi", **SV, "foreign": [_foreign("hostName")]}
                ],
            }
        ],
    }
    assert found["site"] == {
        "name": "Nimi",
        **FI,
        "signUps": [{"label": "Brev", **SV}],
        "footer": [FI],
    }
