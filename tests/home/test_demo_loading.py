"""When the demo is not loaded, and what it is made of."""

from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from wagtail.models import Locale

from cms.users.models import User
from home.demo import content
from home.demo.files.drawing import MOTIFS
from home.demo.loading import load
from home.demo.prose import slug
from home.models import ContentPage, HomePage


class Interrupting:
    """Stops when images and documents have been written."""

    def each(self, things: Iterable[Any], name: str, total: int) -> Iterable[Any]:
        if name == "Lists":
            raise KeyboardInterrupt
        return things


def test_nothing_is_left_of_an_interrupted_load(db: None, media_folder: Path) -> None:
    before = _rows()
    with pytest.raises(KeyboardInterrupt):
        load(Interrupting())
    assert _rows() == before
    assert [path for path in media_folder.rglob("*") if path.is_file()] == []


def test_a_site_with_content_is_left_alone(db: None) -> None:
    home = HomePage.objects.get(locale=Locale.get_default())
    home.add_child(instance=ContentPage(title="Oma sivu"))
    with pytest.raises(CommandError, match="has content of its own"):
        _run("load_demo")
    assert not User.objects.exists()


def test_a_user_of_the_same_name_is_left_alone(db: None) -> None:
    User.objects.create_user("communicator")
    with pytest.raises(CommandError, match="communicator"):
        _run("load_demo")


def test_hints_need_the_demo(db: None) -> None:
    with pytest.raises(CommandError, match="not loaded"):
        _run("demo_hints")


def test_a_language_that_the_site_lacks(db: None, settings: Any) -> None:
    settings.CONTENT_LANGUAGES = ["fi", "sv"]
    with pytest.raises(CommandError, match="en, ru"):
        _run("load_demo")


def test_every_picture_can_be_drawn() -> None:
    assert {entry["motif"] for entry in content.read("vocabulary")["images"]} == set(MOTIFS)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Räätälöity ohje: äänestä!", "raataloity-ohje-aanesta"),
        ("Объединение — вместе", "obedinenie-vmeste"),
        ("sana " * 30, "-".join(["sana"] * 12)),
    ],
)
def test_slug(title: str, expected: str) -> None:
    assert slug(title) == expected


def _run(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def _rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}
