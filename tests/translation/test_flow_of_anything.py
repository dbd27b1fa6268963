"""Whatever is done to an original and its translation, in any order: no foreign word unseen, no translation lost."""

import os
import re
import uuid
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.translation.localize import publication
from cms.translation.models import Severity, TextState, TextStatus
from cms.translation.texts.extraction import numbered, prose
from news.models import NewsArticlePage
from tests import factories as make

pytestmark = pytest.mark.django_db
# Each takes about two seconds. Before a release: FLOWS=500.
RUNS = int(os.environ.get("FLOWS", "12"))
WORDS = ["Tule mukaan", "Verkosto auttaa yhdistyksiä", "Kokous pidetään Espoossa", "Ota yhteyttä", "Vuosi 2026"]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["word", "letter", "insert", "delete", "move", "again", "fact", "translate one", "translate all", "publish"]
        ),
        st.integers(0, 5),
        st.integers(0, 4),
        st.sampled_from([Severity.NORMAL, Severity.NORMAL, Severity.NORMAL, Severity.MINOR, Severity.MATERIAL]),
    ),
    min_size=3,
    max_size=8,
)


def _block(kind: int, word: int) -> dict[str, Any]:
    text = WORDS[word]
    kinds: list[tuple[str, Any]] = [
        ("heading", {"text": text, "level": "2"}),
        ("paragraph", f'<p>{text} <a href="https://example.org/{word}">linkki</a>.</p><ul><li>{text}</li></ul>'),
        (
            "table",
            {
                "first_row_is_table_header": True,
                "data": [[text, "Toinen"], ["1", text]],
                "table_caption": "",
                "table_header_choice": "row",
            },
        ),
        ("quote", {"text": text, "speaker": "Edustaja", "role": ""}),
    ]
    name, value = kinds[kind % len(kinds)]
    return {"type": name, "value": value, "id": str(uuid.uuid4())}


class Network:
    """An article, its Swedish translation, and what people do to them."""

    def __init__(self) -> None:
        self.article = make.article("Uutinen", body=[_block(0, 0), _block(1, 1), _block(2, 2)])
        make.translate(self.article, "sv")
        # What a minor change alters is not told to be behind.
        self.had_minor = False
        self.translation = Translation.objects.get(source__object_id=self.article.translation_key)

    def do(self, action: str, at: int, word: int, severity: Severity) -> None:
        body = NewsArticlePage.objects.get(pk=self.article.pk).body.get_prep_value()
        if action.startswith("translate"):
            self.translate(None if action.endswith("all") else at)
        elif action == "publish":
            publication.publish_when_sound(self.translation, None)
        else:
            self.had_minor |= severity == Severity.MINOR
            self.publish(self.changed(body, action, at % max(len(body), 1), word), severity)

    def changed(self, body: list[Any], action: str, at: int, word: int) -> list[Any]:
        if action == "insert" or not body:
            return [*body[:at], _block(at, word), *body[at:]]
        block, rest = body[at], [*body[:at], *body[at + 1 :]]
        if action == "delete":
            return rest
        if action == "move":
            return [block, *rest]
        if action == "again":
            return [*body[:at], {**block, "id": str(uuid.uuid4())}, *body[at + 1 :]]
        if action == "word":
            return [*body[:at], {**_block(["heading", "paragraph", "table", "quote"].index(block["type"]), word),
                                 "id": block["id"]}, *body[at + 1 :]]  # fmt: skip
        changes = {"letter": ("mukaan", "mukaani"), "fact": ("example.org", "example.com")}[action]
        value = eval(repr(block["value"]).replace(*changes).replace("'level': '2'", "'level': '3'"))
        return [*body[:at], {**block, "value": value}, *body[at + 1 :]]

    def publish(self, body: list[Any], severity: Severity) -> None:
        article = NewsArticlePage.objects.get(pk=self.article.pk)
        article.body = body
        article.severity = severity
        make.publish(article)

    def translate(self, at: int | None) -> None:
        segments = list(
            StringSegment.objects.filter(source=self.translation.source).select_related("string", "context")
        )
        chosen = segments if at is None else segments[at % len(segments) :][:1]
        for segment in chosen:
            if segment.context.path == "slug":
                continue
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=self.translation.target_locale,
                defaults={"data": f"sv: {segment.string.data}", "has_error": False, "field_error": ""},
            )

    def kept(self) -> set[str]:
        """The words of the original that are there and translated."""
        return set(
            StringTranslation.objects.filter(
                translation_of__in=self.translation.source.stringsegment_set.values("string"),
                locale=self.translation.target_locale,
                has_error=False,
            ).values_list("translation_of__data", flat=True)
        )

    def check(self) -> None:
        original = NewsArticlePage.objects.get(pk=self.article.pk)
        swedish = NewsArticlePage.objects.get(translation_key=original.translation_key, locale=make.locale("sv"))
        state = TextState.objects.get(page=swedish)
        assert _without_words(swedish.body) == _without_words(original.body)
        _check_links(swedish, original)
        foreign = state.foreign.get("texts", {})
        is_withheld = bool(state.foreign) and foreign is None
        behind = False
        pairs = zip(numbered(original, prose(original)), numbered(swedish, prose(swedish)), strict=True)
        for (text, place, source), (_text, _place, words) in pairs:
            is_foreign = is_withheld or (text in foreign and (foreign[text] is None or place in foreign[text]))
            assert is_foreign != words.startswith("sv: "), (source, words, foreign)
            if is_foreign:
                assert words == source
            behind |= not is_foreign and words != f"sv: {source}"
        told = TextStatus.PARTIAL if foreign else TextStatus.TRANSLATED
        assert state.status == (TextStatus.UNTRANSLATED if is_withheld else told)
        assert state.is_stale or not behind or self.had_minor


# Of a rich text, the words, and the links in them.
_MARKUP = re.compile(r"</?a\b[^>]*>|(?<=>)[^<]+(?=<)")


def _without_words(body: Any) -> Any:
    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: strip(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [strip(inner) for inner in value]
        return _MARKUP.sub("", value) if isinstance(value, str) and "<" in value else _word(value)

    return strip(body.get_prep_value())


def _word(value: Any) -> Any:
    return "…" if isinstance(value, str) and (" " in value or value.isalpha() or value == "1") else value


def _check_links(swedish: Any, original: Any) -> None:
    """The same links in every text; where it is behind, none that the original has not."""
    for theirs, text in zip(_strings(swedish), _strings(original), strict=True):
        if text.string.data in theirs.string.data:
            assert theirs.attrs == text.attrs
        else:
            links = list((text.attrs or {}).values())
            assert all(link in links for link in (theirs.attrs or {}).values())


def _strings(page: Any) -> list[Any]:
    return [segment for segment in extract_segments(page) if isinstance(segment, StringSegmentValue)]


@settings(
    max_examples=RUNS, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
@given(steps=STEPS)
def test_no_order_of_changes_shows_foreign_words_unseen_or_loses_a_translation(
    steps: list[tuple[str, int, int, Severity]],
) -> None:
    with transaction.atomic():
        network = Network()
        network.check()
        for step in steps:
            before = network.kept()
            network.do(*step)
            network.check()
            there = set(network.translation.source.stringsegment_set.values_list("string__data", flat=True))
            assert before & there <= network.kept(), "a translation is lost"
        transaction.set_rollback(True)
