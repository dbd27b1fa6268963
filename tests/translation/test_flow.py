"""What holds no words follows the original into every language at once; of words readers keep the last good ones."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationContext

from cms.translation.models import PublishedTexts, TextState
from cms.translation.texts.published import Pair
from news.models import NewsArticlePage
from tests import factories as make
from tests.content_api.trees.bodies import listed, stored
from tests.translation.desk.test_desk import states_in

pytestmark = pytest.mark.django_db
LINK = '<p>Lue <a href="https://example.org/vanha">lisää</a> ja <b>tule</b>.</p>'
HEADING = ("heading", {"text": "Mitä teemme", "level": "2"})
PARAGRAPH = ("paragraph", "<p>Tule mukaan.</p><p>Ota ystävä.</p>")


def _article(*blocks: tuple[str, Any], **fields: Any) -> NewsArticlePage:
    return make.article("Uutinen", body=make.stream(*blocks), **fields)


def _in(page: Any, tag: str = "sv") -> Any:
    return NewsArticlePage.objects.get(translation_key=page.translation_key, locale=make.locale(tag))


def _body(page: Any) -> Any:
    return _in(page).body.get_prep_value()


def _publish(page: Any, body: Any = None, **fields: Any) -> Any:
    page = NewsArticlePage.objects.get(pk=page.pk)
    if body is not None:
        page.body = body
    for name, value in fields.items():
        setattr(page, name, value)
    return make.publish(page)


def _state(page: Any, tag: str = "sv") -> tuple[str, bool]:
    state = TextState.objects.get(page=_in(page, tag))
    return state.status, state.is_stale


def _texts(page: Any) -> list[Pair]:
    return [Pair(*pair) for pair in PublishedTexts.objects.get(page=_in(page)).texts]


def _changed(blocks: list[Any], number: int, value: Any) -> list[Any]:
    return [{**block, "value": value} if at == number else block for at, block in enumerate(blocks)]


@pytest.mark.parametrize(
    ("name", "before", "after", "expected"),
    [
        ("paragraph", LINK, LINK.replace("vanha", "uusi"),
         '<p>sv: Lue <a href="https://example.org/uusi">lisää</a> ja <b>tule</b>.</p>'),
        ("heading", {"text": "Otsikko", "level": "2"}, {"text": "Otsikko", "level": "3"},
         {"text": "sv: Otsikko", "level": "3"}),
        ("call_to_action",
         {"title": "Liity", "text": "", "link_text": "Tästä", "page": None, "url": "https://example.org/vanha"},
         {"title": "Liity", "text": "", "link_text": "Tästä", "page": None, "url": "https://example.org/uusi"},
         {"title": "sv: Liity", "text": "", "link_text": "sv: Tästä", "page": None, "url": "https://example.org/uusi"}),
        ("table", {"data": [["A", "B"]], "table_caption": "", "first_row_is_table_header": False},
         {"data": [["Uusi rivi", ""], ["A", "B"]], "table_caption": "", "first_row_is_table_header": True},
         {"data": [["Uusi rivi", ""], ["sv: A", "sv: B"]], "table_caption": "", "first_row_is_table_header": True,
          "table_header_choice": "row"}),
    ],
)  # fmt: skip
def test_facts_of_a_block_follow_the_original(name: str, before: Any, after: Any, expected: Any) -> None:
    page = _article((name, before))
    make.translate(page, "sv")

    page = _publish(page, make.stream((name, after)))

    assert [block["value"] for block in _body(page)] == [expected]
    assert page.search_vector != ""


def test_images_documents_contacts_and_figures_follow_the_original() -> None:
    def body() -> list[Any]:
        return make.stream(
            ("image", {"image": make.image().pk, "caption": "Kuva", "decorative": False}),
            ("document", make.document().pk),
            ("contact", {"contacts": listed(make.contact().pk)}),
            ("key_figure", make.key_figure().pk),
            ("related_content", {"title": "Lue myös", "items": listed(make.content_page().pk)}),
        )

    page = make.article("Uutinen", body=body())
    make.translate(page, "sv")

    page = _publish(page, body())

    image, document, contact, figure, related = (block["value"] for block in _body(page))
    theirs = [block["value"] for block in NewsArticlePage.objects.get(pk=page.pk).body.get_prep_value()]
    assert image == {**theirs[0], "caption": "sv: Kuva"}
    assert [document, contact, figure] == theirs[1:4]
    assert related == {**theirs[4], "title": "sv: Lue myös"}
    assert _state(page) == ("TRANSLATED", False)


def test_a_block_that_only_moved_or_went_leaves_nothing_to_do() -> None:
    blocks = (HEADING, PARAGRAPH, ("quote", {"text": "Sitaatti", "speaker": "", "role": ""}))
    page = _article(*blocks)
    make.translate(page, "sv")
    heading, _went, quote = make.stream(*blocks)

    page = _publish(page, [quote, heading])

    assert [(block["type"], block["id"]) for block in _body(page)] == [
        ("quote", quote["id"]), ("heading", heading["id"]),
    ]  # fmt: skip
    assert _body(page)[0]["value"]["text"] == "sv: Sitaatti"
    assert _state(page) == ("TRANSLATED", False)
    assert states_in("sv")["Uutinen"] == "up-to-date"


def test_readers_keep_the_last_good_translation_of_a_text_that_changed() -> None:
    page = _article(HEADING, PARAGRAPH)
    make.translate(page, "sv")

    page = _publish(
        page, make.stream(HEADING, ("paragraph", "<p>Tule heti mukaan.</p><p>Ota ystävä.</p>")), title="Uusi"
    )

    swedish = _in(page)
    assert swedish.title == "sv: Uutinen"
    assert _body(page)[1]["value"] == "<p>sv: Tule mukaan.</p><p>sv: Ota ystävä.</p>"
    assert _state(page) == ("TRANSLATED", True)
    place = f"body.{make.stream(HEADING, PARAGRAPH)[1]['id']}"
    assert Pair(place, "Tule mukaan.", "sv: Tule mukaan.") in _texts(page)
    assert swedish.latest_revision.content["title"] == "sv: Uutinen"
    assert "sv: Tule mukaan." in swedish.latest_revision.content["body"]


def test_words_taken_back_are_up_to_date_even_when_blocks_have_moved_meanwhile() -> None:
    page = _article(HEADING, PARAGRAPH)
    make.translate(page, "sv")
    heading, paragraph = make.stream(HEADING, PARAGRAPH)

    page = _publish(page, _changed([heading, paragraph], 0, {"text": "Mitä me teemme", "level": "2"}))
    assert _state(page) == ("TRANSLATED", True)
    page = _publish(page, [paragraph, heading])

    assert _state(page) == ("TRANSLATED", False)


def test_a_new_block_is_shown_in_the_originals_language_and_says_so() -> None:
    page = _article(HEADING)
    make.translate(page, "sv")

    page = _publish(page, make.stream(HEADING, PARAGRAPH))

    assert [block["value"] for block in _body(page)] == [{"text": "sv: Mitä teemme", "level": "2"}, PARAGRAPH[1]]
    state = TextState.objects.get(page=_in(page))
    assert (state.status, state.is_stale) == ("PARTIAL", True)
    assert state.foreign == {"tag": "fi", "texts": {f"body.{make.stream(HEADING, PARAGRAPH)[1]['id']}": None}}


def test_a_new_block_is_left_out_where_the_setting_says_so(settings: Any) -> None:
    settings.TRANSLATION_NEW_BLOCKS = "left out"
    accordion = {"items": listed({"title": "Kysymys", "body": [stored("paragraph", "<p>Vastaus.</p>", "v1")]})}
    page = _article(HEADING, ("accordion", accordion))
    make.translate(page, "sv")
    longer = {"items": [*accordion["items"], *listed({"title": "Toinen", "body": [stored("paragraph", "<p>Ei.</p>")]})]}

    page = _publish(page, [*make.stream(HEADING, ("accordion", longer)), stored("paragraph", "<p>Uutta.</p>")])

    body = _body(page)
    assert [block["type"] for block in body] == ["heading", "accordion"]
    assert [item["value"]["title"] for item in body[1]["value"]["items"]] == ["sv: Kysymys"]
    state = TextState.objects.get(page=_in(page))
    assert (state.status, state.is_stale, state.foreign) == ("PARTIAL", True, {})


def test_a_field_that_the_original_empties_is_empty_everywhere() -> None:
    page = _article(HEADING, search_description="Hakukoneille.")
    make.translate(page, "sv")

    page = _publish(page, search_description="")

    assert _in(page).search_description == ""
    assert _state(page) == ("TRANSLATED", False)


def test_a_languages_own_document_stays_while_it_exists() -> None:
    ours, theirs, new = make.document(), make.document(), make.document()
    page = _article(("document", ours.pk))
    make.translate(page, "sv")
    context = TranslationContext.objects.get(object_id=page.translation_key, path__startswith="body.")
    SegmentOverride.objects.create(locale=make.locale("sv"), context=context, data_json=json.dumps(theirs.pk))

    page = _publish(page, no_index=True)
    assert _body(page)[0]["value"] == ours.pk, "what is not published yet flows nowhere"

    make.translate(page, "sv")
    page = _publish(page, make.stream(("document", new.pk)))
    assert _body(page)[0]["value"] == theirs.pk
    theirs.delete()
    page = _publish(page, no_index=False)
    assert _body(page)[0]["value"] == new.pk


def test_a_languages_own_link_goes_with_a_block_that_is_made_again() -> None:
    page = _article(("paragraph", LINK))
    make.translate(page, "sv")
    context = TranslationContext.objects.get(object_id=page.translation_key, path__contains="'https")
    own = "https://example.org/sv"
    SegmentOverride.objects.create(locale=make.locale("sv"), context=context, data_json=json.dumps(own))
    make.translate(page, "sv")

    page = _publish(page, [stored("paragraph", LINK)])

    assert f'href="{own}"' in _body(page)[0]["value"]


def test_what_a_translator_has_not_published_flows_nowhere() -> None:
    page = _article(HEADING)
    make.translate(page, "sv")
    StringTranslation.objects.filter(data="sv: Mitä teemme").update(data="Utkast")

    page = _publish(page, make.stream(("heading", {"text": "Mitä teemme", "level": "3"})))

    assert _body(page)[0]["value"] == {"text": "sv: Mitä teemme", "level": "3"}


def test_what_a_restricted_original_says_flows_into_no_open_translation() -> None:
    page = _article(HEADING)
    make.translate(page, "sv")
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    page = _publish(page, make.stream(("heading", {"text": "Mitä teemme", "level": "3"})))

    assert _body(page)[0]["value"]["level"] == "2"
    PageViewRestriction.objects.all().delete()
    page = _publish(page)
    assert _body(page)[0]["value"]["level"] == "3"


def test_a_page_written_by_hand_keeps_its_own_blocks() -> None:
    page = _article(HEADING)
    make.translate(page, "sv")
    Translation.objects.update(enabled=False)

    page = _publish(page, make.stream(PARAGRAPH))

    assert [block["type"] for block in _body(page)] == ["heading"]
    assert _state(page) == ("TRANSLATED", True)


def test_a_page_published_before_pairs_were_kept_follows_too() -> None:
    page = _article(HEADING)
    make.translate(page, "sv")
    PublishedTexts.objects.all().delete()

    page = _publish(page, make.stream(("heading", {"text": "Mitä teemme", "level": "3"})))

    assert _body(page)[0]["value"] == {"text": "sv: Mitä teemme", "level": "3"}
    assert _state(page) == ("TRANSLATED", False)


def _statements_of_publishing(headings: int, *tags: str) -> int:
    def body(word: str) -> Any:
        texts = [f"{word} {headings}-{len(tags)}-{number}" for number in range(headings)]
        return make.stream(*[("heading", {"text": text, "level": "2"}) for text in texts])

    page = make.article("Uutinen", body=body("Otsikko"))
    for tag in tags:
        make.translate(page, tag)
    page = NewsArticlePage.objects.get(pk=page.pk)
    page.body = body("Uusi")
    revision = page.save_revision()
    with CaptureQueriesContext(connection) as captured:
        revision.publish()
    return len(captured)


def test_flowing_into_three_languages_takes_as_many_statements_for_forty_texts_as_for_two() -> None:
    alone = _statements_of_publishing(40)

    assert _statements_of_publishing(40, "sv", "en", "ru") - alone == 60
    assert _statements_of_publishing(2, "sv", "en", "ru") - alone == 60
