"""Makes what pages refer to: vocabulary, images, documents, and the records that belong to organisations; and terms."""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Model

from cms.core.text.localised_text import LocalisedText
from cms.media.models import Document, Image
from cms.translation.models import Term
from home.demo.content import Entry, Shelf, read
from home.demo.files.drawing import HEIGHT, WIDTH, draw
from home.demo.files.paper import pdf
from home.demo.prose import slug
from organisations.models import (
    Body,
    Contact,
    KeyFigure,
    Membership,
    Programme,
    Representation,
    TargetGroup,
    Theme,
)


def _saved(thing: Any) -> Any:
    thing.full_clean()
    thing.save()
    return thing


def create_vocabulary(shelf: Shelf) -> Iterator[Model]:
    for entry in read("vocabulary")["themes"]:
        theme = _saved(Theme(slug=entry["key"], names=LocalisedText(entry["name"])))
        shelf.put(entry["key"], theme)
        yield theme
    for entry in read("vocabulary")["target_groups"]:
        group = _saved(TargetGroup(slug=entry["key"].removeprefix("tg-"), names=LocalisedText(entry["name"])))
        shelf.put(entry["key"], group)
        yield group


def create_media(shelf: Shelf, files: list[Any]) -> Iterator[Model]:
    """Makes images and documents.

    Every file that is written goes into `files`, so that it can be deleted if the rest fails.
    """
    for entry in read("vocabulary")["images"]:
        image = Image(
            title=entry["alt"]["fi"].partition(": ")[2].capitalize() or entry["alt"]["fi"],
            alt=LocalisedText({} if entry["decorative"] else entry["alt"]),
            is_decorative=entry["decorative"],
            credit=entry["credit"],
            width=WIDTH,
            height=HEIGHT,
            file=ContentFile(draw(entry["motif"]), f"{entry['motif']}.jpg"),
        )
        _saved(image)
        files.append(image.file)
        shelf.put(entry["key"], image)
        yield image
    for entry in read("vocabulary")["documents"]:
        content = pdf(entry["title"], entry["language"])
        document = Document(
            title=entry["title"],
            language=entry["language"],
            file=ContentFile(content, f"{slug(entry['title'])}.pdf"),
        )
        _saved(document)
        files.append(document.file)
        shelf.put(entry["key"], document)
        yield document


def create_terms() -> Iterator[Model]:
    for entry in read("terms")["terms"]:
        yield _saved(
            Term(
                names=LocalisedText(entry["names"]),
                admitted=_by_lines(entry.get("admitted", {})),
                avoided=_by_lines(entry.get("avoided", {})),
                is_name=entry.get("is_name", False),
                note=entry.get("note", ""),
            )
        )


def _by_lines(words: dict[str, list[str]]) -> LocalisedText:
    return LocalisedText({tag: "\n".join(found) for tag, found in words.items()})


_RECORDS: dict[str, tuple[str, type[Model]]] = {
    "programmes": ("vocabulary", Programme),
    "key_figures": ("vocabulary", KeyFigure),
    "contacts": ("vocabulary", Contact),
    "memberships": ("organisations", Membership),
    "bodies": ("organisations", Body),
    "representations": ("organisations", Representation),
}


def record_entries() -> list[tuple[type[Model], Entry]]:
    return [(model, entry) for name, (file, model) in _RECORDS.items() for entry in read(file)[name]]


def create_records(shelf: Shelf) -> Iterator[Model]:
    """Makes the records. It runs after the organisations are made, because records refer to them."""
    for model, entry in record_entries():
        thing = model()
        for name, value in entry.items():
            if name == "key":
                continue
            field: Any = model._meta.get_field("names" if name == "name" and model is Programme else name)
            if field.one_to_many:
                getattr(thing, name).set([field.related_model(**row) for row in value])
            else:
                setattr(thing, field.name, shelf.get(field.related_model, value) if field.many_to_one else value)
        _saved(thing)
        if "key" in entry:
            shelf.put(entry["key"], thing)
        yield thing
