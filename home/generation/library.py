"""Makes what generated pages refer to.

These are a few dozen pictures in every size, words to sort by, key figures and municipalities.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from random import Random
from typing import Any

from django.core.files.base import ContentFile

from cms.core.text.localised_text import LocalisedText
from cms.media.models import Image, Rendition
from cms.media.tasks import prepare_image
from home.demo.content import read
from home.demo.files.drawing import HEIGHT, MOTIFS, WIDTH, draw
from home.generation.words import Prose
from organisations.models import Area, AreaKind, KeyFigure, Theme

IMAGES = 30
_DRAWN = 4
KEY_FIGURES = 40


@dataclass(frozen=True)
class Library:
    """Primary keys from which generated pages choose."""

    images: list[int]
    themes: list[int]
    key_figures: list[int]
    municipalities: list[int]


def _alt(motif: str, prose: list[Prose]) -> LocalisedText:
    return LocalisedText({item.tag: item.words(Random(f"{motif}/{item.tag}"), 6) for item in prose})


def _new_image(motif: str, prose: list[Prose], file: ContentFile[bytes]) -> Image:
    return Image(
        title=motif.capitalize(),
        alt=_alt(motif, prose),
        credit="Verkosto",
        width=WIDTH,
        height=HEIGHT,
        file=file,
        file_size=file.size,
    )


def _drawn(motif: str, prose: list[Prose], files: list[Any]) -> Image:
    image = _new_image(motif, prose, ContentFile(draw(motif), f"generated-{motif}.jpg"))
    image.describe_file()
    # The row is made without a signal, because a job would make the renditions again.
    image.file.save(image.file.name, image.file, save=False)
    Image.objects.bulk_create([image])
    files.append(image.file)
    prepare_image(image_id=image.pk)
    files.extend(rendition.file for rendition in image.renditions.all())
    return Image.objects.get(pk=image.pk)


def _again(row: Any, files: list[Any], **values: Any) -> Any:
    """Returns a copy of the row of an image or rendition, unsaved, with a file of its own."""
    copy = type(row).objects.get(pk=row.pk)
    copy.pk = None
    copy._state.adding = True
    with row.file.storage.open(row.file.name) as file:
        content = ContentFile(file.read())
    copy.file.save(PurePath(row.file.name).name, content, save=False)
    files.append(copy.file)
    for name, value in {"width": row.width, "height": row.height, **values}.items():
        setattr(copy, name, value)
    return copy


def _copied(original: Image, files: list[Any]) -> Image:
    """Returns a copy of the picture: encoding it in every size takes seconds, while copying takes hardly any time."""
    (copy,) = Image.objects.bulk_create([_again(original, files)])
    Rendition.objects.bulk_create(_again(row, files, image=copy) for row in original.renditions.all())
    return copy


def create_images(number: int, prose: list[Prose], files: list[Any]) -> Iterator[int]:
    """Makes so many images and yields their primary keys. Every file that is written goes into `files`."""
    drawn: list[Image] = []
    for place in range(number):
        if place < _DRAWN:
            image = _drawn([*MOTIFS][place], prose, files)
            drawn.append(image)
        else:
            image = _copied(drawn[place % _DRAWN], files)
        yield image.pk


def themes() -> list[int]:
    """Returns the keys of the demo's themes. Those that the site lacks are made."""
    keys = []
    for entry in read("vocabulary")["themes"]:
        theme, _ = Theme.objects.get_or_create(slug=entry["key"], defaults={"names": LocalisedText(entry["name"])})
        keys.append(theme.pk)
    return keys


def key_figures(seed: int, prose: list[Prose]) -> list[int]:
    keys = []
    for number in range(KEY_FIGURES):
        random = Random(f"{seed}/figure/{number}")
        figure = KeyFigure(
            value=f"{random.randint(1, 99)} {random.randint(0, 999):03}",
            label=LocalisedText({item.tag: item.words(random, 5) for item in prose}),
            source="Tilastokeskus",
            source_url="https://stat.fi/",
        )
        figure.full_clean()
        figure.save()
        keys.append(figure.pk)
    return keys


def municipalities() -> list[int]:
    current = Area.objects.current().filter(kind=AreaKind.MUNICIPALITY)
    return list(current.order_by("code").values_list("pk", flat=True))
