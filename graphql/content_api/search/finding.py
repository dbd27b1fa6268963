"""Which pages hold the words that somebody looks for, the best first.

In each language the newest pages are taken that have the words in their title, and the newest that have them anywhere,
so many of each that a frequent word costs no more on a large site than on a small one. These are ranked: whole words
come before parts of compounds, then the weight of where the words stand and how often decides, then what is newer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType as ModelType
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, F, FloatField, Func, Q, Subquery, Value, When
from wagtail.models import Locale

from cms.core.languages import language
from cms.core.visibility import all_pages, published_pages
from cms.search.models import PageText
from cms.search.queries import TextQuery, any_word, resolved, text_query
from content_api.kinds import MODELS
from content_api.lists import conditions
from content_api.reading.loading import Locales
from content_api.reading.statements import Slot, Statement, kept
from engine import limits

# Where the words may stand, and of what a weight is worth: a part of a compound, the text, what leads to it, the title.
_COLUMNS = ("title_words", "words")
_WEIGHTS = "{0.05, 0.2, 0.5, 1}"
_RANK_STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for, checked."""

    words: str
    locales: Locales
    types: tuple[Any, ...] = ()
    areas: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        return bool(self.types or self.areas or self.themes)

    def single_words(self) -> list[TextQuery]:
        return [any_word(self.words, language(tag)) for tag in self.locales]

    def queries(self, *, whole: bool = False) -> list[TextQuery]:
        return [text_query(self.words, language(tag), whole=whole) for tag in self.locales]


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found. Hits are ordered by what they are, the last first."""

    is_whole: bool
    rank: int
    pk: int
    content_type: int

    @property
    def place(self) -> tuple[int, int, int]:
        return int(self.is_whole), self.rank, self.pk


@dataclass(frozen=True, slots=True)
class Found:
    """The hits in their order, whether these are all there are, and by language the query that tells single words."""

    hits: list[Hit]
    is_complete: bool
    words: Mapping[str, str]


def find(asked: Asked) -> Found:
    """Returns what holds the words, one page of a thing, in the first of the languages it can be read in."""
    count = len(asked.locales)
    texts = resolved([*asked.queries(), *asked.queries(whole=True), *asked.single_words()])
    words = dict(zip(asked.locales, texts[2 * count :], strict=True))
    if not any(texts):
        return Found([], is_complete=True, words=words)
    wanted = {_slot("any", place): text for place, text in enumerate(texts[:count])}
    wholes = {_slot("whole", place): text for place, text in enumerate(texts[count : 2 * count])}
    most = limits.SEARCH_NARROWED_MAX if asked.is_narrowed else limits.SEARCH_LOOKED_AT_MAX
    (found,) = _keys(asked.locales, most).values(**wanted)
    (taken,) = _candidates(asked).values(**found)
    ids = list({key for keys in taken.values() for key in keys})
    rows = _ranked(asked.locales).values(ids=ids, **wanted, **wholes) if ids else []
    hits = [Hit(bool(row["is_whole"]), round(row["rank"] * _RANK_STEPS), row["id"], row["type"]) for row in rows]
    hits.sort(key=lambda hit: hit.place, reverse=True)
    is_complete = all(len(keys) < most for keys in found.values())
    return Found(hits, is_complete and all(len(keys) < limits.SEARCH_RANKED_MAX for keys in taken.values()), words)


def _slot(name: str, place: int) -> str:
    return f"{name}_{place}"


def _query(name: str, place: int) -> TextQuery:
    return TextQuery("%s::tsquery", Slot(_slot(name, place)))


def _candidates(asked: Asked) -> Statement:
    # An area is looked up when the condition is made: such a statement says something else the next time.
    if asked.areas:
        return _taken(asked.locales, _narrowed(asked))
    return _kept_candidates(asked.locales, asked.types, asked.themes)


@kept
def _kept_candidates(locales: Locales, types: tuple[Any, ...], themes: tuple[str, ...]) -> Statement:
    return _taken(locales, _narrowed(Asked("", locales, types, (), themes)))


def _places(locales: Locales) -> Iterator[tuple[int, str, str, str]]:
    """Yields each language with each place where the words may stand, and a name for the two."""
    for place, tag in enumerate(locales):
        for column in _COLUMNS:
            yield place, tag, column, f"{column}_{place}"


@kept
def _keys(locales: Locales, most: int) -> Statement:
    """Keys of the newest pages that hold the words, hidden ones too, in one row.

    It reads nothing but texts: joined with pages and their states, PostgreSQL would read all of these first.
    """
    columns = {}
    for place, tag, column, name in _places(locales):
        own = Subquery(Locale.objects.filter(language_code=tag).values("pk"))
        texts = PageText.objects.filter(locale=own, **{column: _query("any", place)})
        columns[name] = ArraySubquery(texts.order_by("-page_id").values("page_id")[:most])
    # A frequent word is found along the keys, another by its index: PostgreSQL has to see which word it is.
    return Statement(Locale.objects.order_by("pk")[:1], columns, is_planned_anew=True)


def _taken(locales: Locales, narrowed: Q) -> Statement:
    """Makes a statement of one row: of keys, those of pages that may be read and are what is asked for."""
    columns = {}
    for _place, tag, _column, name in _places(locales):
        own = Subquery(Locale.objects.filter(language_code=tag).values("pk"))
        pages = published_pages().filter(narrowed, locale=own, id__any_of_few=Slot(name))
        columns[name] = ArraySubquery(pages.order_by("-pk").values("pk")[: limits.SEARCH_RANKED_MAX])
    return Statement(Locale.objects.order_by("pk")[:1], columns)


def _narrowed(asked: Asked) -> Q:
    """Returns the condition for pages of whatever type, of these kinds, areas and themes."""
    models = [model for kind in asked.types or MODELS for model in MODELS[kind]]
    condition = Q(content_type__in=[found.pk for found in ModelType.objects.get_for_models(*models).values()])
    if asked.areas:
        condition &= _of_any(models, "areas", lambda model: conditions.by_areas(model, list(asked.areas)))
    if asked.themes:
        condition &= _of_any(models, "themes", lambda model: conditions.by_slugs(model, "themes", list(asked.themes)))
    return condition


def _of_any(models: Sequence[Any], field: str, condition: Any) -> Q:
    """Returns the condition that a page meets that of its own type; types without the field are left out."""
    having = [model for model in models if any(own.name == field for own in model._meta.get_fields())]
    return reduce(or_, (condition(model) for model in having), Q(pk__in=[]))


@kept
def _ranked(locales: Locales) -> Statement:
    """Ranks pages of which `_candidates` has said that they may be read, and takes of each thing the best language."""
    pages = (all_pages().best_of(locales) if len(locales) > 1 else all_pages()).filter(id__any_of_few=Slot("ids"))
    return Statement(
        pages,
        {
            "id": "pk",
            "type": "content_type_id",
            "rank": _by_language(locales, _rank, FloatField()),
            "is_whole": _by_language(locales, _is_whole, BooleanField()),
        },
    )


def _by_language(locales: Locales, make: Any, output: Any) -> Any:
    """Returns an expression that is made with each language's own query."""
    if len(locales) == 1:
        return make(0)
    cases = (When(locale__language_code=tag, then=make(place)) for place, tag in enumerate(locales))
    return Case(*cases, output_field=output)


def _rank(place: int) -> Func:
    # Longer texts hold more words by chance: the rank is divided by the logarithm of the length.
    return Func(
        Value(_WEIGHTS), F("page_text__words"), _query("any", place), Value(1),
        template="ts_rank(%(expressions)s)", output_field=FloatField(),
    )  # fmt: skip


def _is_whole(place: int) -> Func:
    return Func(
        F("page_text__words"), _query("whole", place), template="(%(expressions)s)", arg_joiner=" @@ ",
        output_field=BooleanField(),
    )  # fmt: skip
