"""Short texts in rows of a page, like the label of a channel, with what translators have written of them.

The rows are facts of the page and edited with it: a draft, or a form that was opened before, does not have what was
translated meanwhile. So it is put back when the original is published.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from modelcluster.fields import ParentalKey
from wagtail_localize.strings import StringValue

from cms.core.languages import full_chain
from cms.core.text.localised_text import LocalisedText, LocalisedTextField
from cms.translation.models import TextVersion
from cms.translation.texts.values import text_of


class RowText(NamedTuple):
    """A field of a page's rows: by which name the page has the rows, and by which field they belong to it."""

    relation: str
    parent: str
    model: Any
    name: str

    def place(self, pk: Any) -> str:
        """By what the history of one row's text is known."""
        return f"{self.relation}.{pk}.{self.name}"


def parental_keys(model: Any) -> Iterator[Any]:
    """The fields by which rows of a model belong to a row of another, as those of a page do: one at the most."""
    return (field for field in model._meta.fields if isinstance(field, ParentalKey))


def row_texts(page_model: Any) -> Iterator[RowText]:
    for relation in page_model._meta.related_objects:
        if isinstance(relation.field, ParentalKey):
            for field in relation.related_model._meta.fields:
                if isinstance(field, LocalisedTextField):
                    yield RowText(
                        relation.get_accessor_name(), relation.field.attname, relation.related_model, field.name
                    )


def marked(plain: str) -> str:
    """A plain text as texts of pages are kept: what would be markup in it is escaped."""
    return str(StringValue.from_plaintext(plain).data) if plain else ""


def original_of(text: LocalisedText, tag: str) -> tuple[str, str]:
    """The text to translate from and its language: the nearest language that has one."""
    for other in full_chain([tag]):
        if other != tag and text.get(other):
            return other, text[other]
    return "", ""


def put_back(page: Any) -> None:
    """Puts what was translated into the rows of an original whose public row has been written.

    It is what was last translated from exactly these words, where the row has nothing in the language or what stood
    there before. What an editor has written since stays.
    """
    found = [
        (item, row)
        for item in row_texts(type(page))
        for row in item.model._default_manager.filter(**{item.parent: page.pk})
        if getattr(row, item.name)
    ]
    versions = _versions(page) if found else {}
    for item, row in found:
        changed = _with_translations(getattr(row, item.name), item, row.pk, versions)
        if changed != getattr(row, item.name):
            setattr(row, item.name, changed)
            row.save(update_fields=[item.name])


# By the language and the words of the original, then by the place: the translations, the last one last.
Versions = Mapping[tuple[str, str], Mapping[str, list[str]]]


def _versions(page: Any) -> Versions:
    found: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = TextVersion.objects.filter(object_id=page.translation_key).order_by("at", "pk")
    for place, tag, source, words in rows.filter(place__regex=r"^\w+\.\d+\.\w+$").values_list(
        "place", "locale__language_code", "source", "words"
    ):
        found[tag, source][place].append(words)
    return found


def _with_translations(text: LocalisedText, item: RowText, pk: Any, versions: Versions) -> LocalisedText:
    changed = dict(text)
    for (tag, source), places in versions.items():
        words = places.get(item.place(pk)) or _agreed(item, places)
        now = marked(text.get(tag, ""))
        if words and marked(original_of(text, tag)[1]) == source and (not now or now in words[:-1]):
            changed[tag] = text_of(words[-1])
    return LocalisedText({tag: words for tag, words in changed.items() if words})


def _agreed(item: RowText, places: Mapping[str, list[str]]) -> list[str]:
    """What a row gets that has no history, like one that was made anew: what all rows say where theirs is the same."""
    alike = [words for place, words in places.items() if place.split(".")[::2] == [item.relation, item.name]]
    return [each for words in alike for each in words] if len({words[-1] for words in alike}) == 1 else []
