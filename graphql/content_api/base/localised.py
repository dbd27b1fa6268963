"""In which language words are, wherever that may be another than the one asked for."""

from collections import Counter
from collections.abc import Iterable
from enum import Enum
from typing import Any, NamedTuple

import strawberry

from cms.core.text.foreign import direction
from cms.core.text.localised_text import LocalisedText
from cms.media import models as media_models
from content_api.reading import loading
from content_api.scalars import LanguageTag
from engine.selection import needs
from organisations import models as organisation_models

# Of rows with a text for each language, the one that their language is of.
_TEXTS: dict[type[Any], str] = {
    media_models.Image: "alt",
    organisation_models.Area: "names",
    organisation_models.Body: "name",
    organisation_models.Contact: "title",
    organisation_models.Programme: "names",
    organisation_models.KeyFigure: "label",
    organisation_models.TargetGroup: "names",
    organisation_models.Theme: "names",
}
# Of rows that show the words of another, the column that leads there.
_WORDS_OF: dict[type[Any], tuple[str, type[Any]]] = {
    organisation_models.Representation: ("body_id", organisation_models.Body)
}
_READ = (*_TEXTS.values(), *(column for column, _ in _WORDS_OF.values()))


@strawberry.enum(description="Direction of writing.")
class TextDirection(Enum):
    LTR = strawberry.enum_value("LTR", description="Left to right.")
    RTL = strawberry.enum_value("RTL", description="Right to left.")


def direction_of(tag: str) -> TextDirection:
    return TextDirection(direction(tag).upper())


def _tag(thing: Any) -> str:
    """An object of the schema's own has a `tag`; a row is asked for the text that it shows."""
    if link := _WORDS_OF.get(type(thing)):
        thing = loading.linked_one(thing, *link)
    if (name := _TEXTS.get(type(thing))) is None:
        tag: str = thing.tag
        return tag
    return LocalisedText(getattr(thing, name)).best_tag(thing.batch.locales)


@strawberry.interface(
    description=(
        "Words that may be in another language than the one asked for: write `lang` and `dir` on what shows them."
    )
)
class Localised:
    @strawberry.field(description="Language of its words; of several, of most of them.", metadata=needs(*_READ))
    def lang(self) -> LanguageTag:
        return LanguageTag(_tag(self))

    @strawberry.field(description="Direction in which they are written.", metadata=needs(*_READ))
    def dir(self) -> TextDirection:
        return direction_of(_tag(self))


@strawberry.type(description="A text that is in another language than what it belongs to.")
class ForeignText:
    field: str = strawberry.field(description="Name of the field that holds it, like title, caption or seo.title.")
    at: list[int] = strawberry.field(
        description="Its place in a field that is a list, from 0; of a table, row and column. Empty: the whole field."
    )
    lang: LanguageTag = strawberry.field(description="Its language.")
    dir: TextDirection = strawberry.field(description="Direction in which it is written.")


class Text(NamedTuple):
    """A text of an object, the field that shows it and its language."""

    text: Any
    field: str
    tag: str
    at: tuple[int, ...] = ()


def foreign(texts: Iterable[Text], tag: str) -> list[ForeignText]:
    """Returns the texts that are not in this language."""
    return [
        ForeignText(field=text.field, at=list(text.at), lang=LanguageTag(text.tag), dir=direction_of(text.tag))
        for text in texts
        if text.text and text.tag != tag
    ]


def languages(texts: Iterable[Text], otherwise: str) -> dict[str, Any]:
    """`tag` and `foreign` of an object that shows these texts: the language of most, and which are in another."""
    shown = [text for text in texts if text.text]
    counted = Counter(text.tag for text in shown).most_common(1)
    tag = counted[0][0] if counted else otherwise
    return {"tag": tag, "foreign": foreign(shown, tag)}
