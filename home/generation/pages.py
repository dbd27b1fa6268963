"""Writes a page in every language as rows.

What `TextPageMixin.save` and a publication would have written is derived here.
"""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from psycopg.types.json import Jsonb
from wagtail.models import Page

from cms.core.text.alphabet import sort_key
from cms.search import indexing
from cms.search.vocabulary import words_in
from cms.search.words import spell
from cms.translation.models import TextState, TextStatus
from cms.translation.texts.extraction import searchable
from cms.translation.texts.values import count_of
from home.demo.prose import slug
from home.generation.sheets import Sheet, Sheets, TextSheet
from home.generation.tree import Place
from home.generation.words import Prose

Prosaic = list[tuple[str, str]]


@dataclass
class Text:
    """The prose of one language.

    `columns` are the columns that hold it; `strings` holds each string with its path, in wagtail-localize's order.
    """

    title: str
    columns: dict[str, Any]
    strings: Prosaic = field(default_factory=list)


@dataclass
class Facts:
    """The facts that all languages share.

    `links` holds child and through rows: the model, the name of the column that refers to the page, and the other
    columns.
    """

    columns: dict[str, Any]
    links: list[tuple[Any, str, dict[str, Any]]]
    published_on: date


def block_id(random: Random) -> str:
    return str(uuid.UUID(int=random.getrandbits(128), version=4))


def _digest(texts: Prosaic) -> str:
    """Returns the digest of the texts as `cms.translation.text_state` makes it; a test compares the two."""
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()


# Paragraphs are dealt from a stock: each is taken apart once.
_spell = lru_cache(maxsize=20_000)(spell)
_words = lru_cache(maxsize=20_000)(words_in)


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


class PageSheet:
    """Adds pages of one type below the lists of their languages."""

    def __init__(self, model: Any, places: list[Place], prose: list[Prose], sheets: Sheets) -> None:
        self._places = places
        self._prose = prose
        self._sheets = sheets
        self._pages = sheets.of(Page)
        self._rows: Sheet = sheets.of(model, TextSheet)
        self._states = sheets.of(TextState)
        # Each with the key of its language.
        self.words: set[tuple[int, str]] = set()
        self._content_type = ContentType.objects.get_for_model(model).pk

    def add(self, random: Random, facts: Facts, write: Callable[[Prose, Random], Text]) -> int:
        """Adds a page in each language, and returns the primary key of the original.

        `write` makes the text; it starts from the same random numbers in each language.
        """
        group = uuid.UUID(int=random.getrandbits(128), version=4)
        start = random.getrandbits(64)
        published_at = noon(facts.published_on)
        source = self._places[0].locale.pk
        original = 0
        digest = ""
        for number, (place, prose) in enumerate(zip(self._places, self._prose, strict=True)):
            text = write(prose, Random(start))
            published = published_at + timedelta(days=number)
            strings = [("title", text.title), *text.strings]
            own = _digest(strings)
            pk = self._add_page(place, group, text, facts, published)
            original = original or pk
            digest = digest or own
            translated = pk != original
            self._states.add(
                page_id=pk,
                source_locale_id=source,
                status=TextStatus.TRANSLATED.value if translated else TextStatus.ORIGINAL.value,
                prose_digest=own,
                based_on_digest=digest if translated else "",
                source_updated_at=published_at if translated else None,
                translated_at=published if translated else None,
                words=None if translated else sum(count_of(string) for _place, string in strings),
            )
        return original

    def _add_page(self, place: Place, group: uuid.UUID, text: Text, facts: Facts, published: datetime) -> int:
        tag = place.language.tag
        # Titles may be the same: the number of the group's place in the list keeps addresses apart.
        path = place.next_path()
        address = f"{slug(text.title)}-{path[-Page.steplen :].lstrip('0').lower()}"
        pk = self._pages.add(
            path=path,
            depth=place.index.depth + 1,
            translation_key=group,
            locale_id=place.locale.pk,
            live=True,
            first_published_at=published,
            last_published_at=published,
            title=text.title,
            draft_title=text.title,
            slug=address,
            content_type_id=self._content_type,
            url_path=f"{place.index.url_path}{address}/",
        )
        self._rows.add(
            page_ptr_id=pk,
            sort_title=sort_key(text.title, tag),
            sort_first_published=published,
            sort_last_published=published,
            **self._searched(text, place),
            **text.columns,
            **facts.columns,
        )
        for model, column, values in facts.links:
            self._sheets.of(model).add(**{column: pk}, **values)
        return pk

    def _searched(self, text: Text, place: Place) -> dict[str, Any]:
        """Returns the columns of what is searched, and remembers the words."""
        found = searchable(text.title, text.strings)
        self.words.update(
            (place.locale.pk, word) for piece in (found.title, *found.lead, *found.rest) for word in _words(piece)
        )
        spelled = indexing.spelled(found, place.language.tag, _spell)
        columns = {f"searched_{name}": getattr(spelled, name) for name in indexing.COLUMNS}
        return {"searched_locale_id": place.locale.pk, **columns}


class Body:
    """A StreamField as it is stored, with the strings that it holds."""

    def __init__(self, random: Random, name: str = "body") -> None:
        self._random = random
        self._name = name
        self.blocks: list[dict[str, Any]] = []
        self.strings: Prosaic = []

    def _add(self, kind: str, value: Any, strings: Iterable[tuple[str, str]] = ()) -> None:
        identifier = block_id(self._random)
        self.blocks.append({"type": kind, "value": value, "id": identifier})
        for path, text in strings:
            self.strings.append((f"{self._name}.{identifier}{path}", text))

    def paragraph(self, text: str) -> None:
        first, _, rest = text.partition(" ")
        marked = f"<b>{first}</b> {rest}"
        self._add("paragraph", f'<p data-block-key="{self._random.getrandbits(20):05x}">{marked}</p>', [("", marked)])

    def quote(self, text: str, speaker: str, role: str) -> None:
        values = {"text": text, "speaker": speaker, "role": role}
        self._add("quote", values, [(f".{name}", value) for name, value in values.items()])

    def image(self, pk: int, caption: str) -> None:
        self._add("image", {"image": pk, "caption": caption, "decorative": False}, [(".caption", caption)])

    def key_figure(self, pk: int) -> None:
        self._add("key_figure", pk)

    @property
    def stored(self) -> Jsonb:
        return Jsonb(self.blocks)
