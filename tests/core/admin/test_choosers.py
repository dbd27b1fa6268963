"""Choosers speak the language of their reader, whichever language the form was first made in."""

from typing import Any

import pytest
from django.utils import translation
from wagtail.admin.forms.models import formfield_for_dbfield

from cms.core.blocks import ContactBlock, KeyFigureBlock
from organisations.models import Contact, KeyFigure, Programme, ProjectPage


def _words(widget: Any) -> list[str]:
    with translation.override("en"):
        english = [str(widget.choose_one_text), str(widget.choose_another_text), str(widget.link_to_chosen_text)]
    with translation.override("sv"):
        return [*english, str(widget.choose_one_text)]


def test_a_field_that_leads_to_a_type_of_page() -> None:
    with translation.override("fi"):
        widget: Any = formfield_for_dbfield(Contact._meta.get_field("organisation")).widget
    assert _words(widget) == [
        "Choose a page (Organisation)",
        "Choose another page",
        "Edit this page",
        "Välj en sida (Organisation)",
    ]


def test_a_field_that_leads_to_a_record() -> None:
    with translation.override("fi"):
        widget: Any = formfield_for_dbfield(ProjectPage._meta.get_field("programme")).widget
    assert widget.model is Programme
    assert _words(widget) == ["Choose programme", "Choose another programme", "Edit this programme", "Välj program"]


@pytest.mark.parametrize(
    ("block", "model", "words"),
    [
        (KeyFigureBlock(), KeyFigure, ["Choose key figure", "Choose another key figure", "Edit this key figure"]),
        (
            ContactBlock().child_blocks["contacts"].child_block,
            Contact,
            ["Choose contact", "Choose another contact", "Edit this contact"],
        ),
    ],
)
def test_a_block_that_holds_a_record(block: Any, model: Any, words: list[str]) -> None:
    with translation.override("fi"):
        widget = block.widget
    assert widget.model is model
    assert _words(widget)[:3] == words
