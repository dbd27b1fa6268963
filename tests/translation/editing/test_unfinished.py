"""A draft may hold what is not finished and loses nothing; publishing may not, and says where."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from django.test import Client
from wagtail import blocks
from wagtail.models import Page

from cms.core.blocks import BodyBlock
from cms.core.checks import body_blocks
from cms.core.text.localised_text import LocalisedTextFormField
from cms.translation.editing.problems import PublishingRefused
from cms.translation.pages import TextPageMixin
from tests import factories as make
from tests.admin import signed_in
from tests.page_editor import changed, posted_block, posted_stream, save, shown
from tests.translation.editing.drafts import LATER, MAKERS, assert_everything_answers, edit_address, latest_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in("Communicators")


BODY = BodyBlock()
BLOCKS = {
    path: block
    for path, block in body_blocks()
    if path.startswith("ContentPage.body.") and path.count(".") == 2 and "[]" not in path
}
RELATIONS = {
    model: names
    for model in apps.get_models()
    if issubclass(model, TextPageMixin)
    and (names := [name for name in model.get_edit_handler().get_form_class().formsets if name != "comments"])
}


@pytest.mark.parametrize("text", ["", "x" * 600], ids=["empty", "wrong"])
def test_unfinished_blocks_of_every_kind_are_kept_in_a_draft_and_stop_publishing(client: Client, text: str) -> None:
    page = make.content_page()
    posted = [(block, posted_block(block, "child", text)) for block in BLOCKS.values()]
    later = (BODY.child_blocks["quote"], {"child-text": LATER, "child-speaker": ""})
    body = {**posted_stream("body", *posted, later), "ingress": LATER}
    data = changed(shown(client, edit_address(page)), body)
    typed = [block.value_from_datadict(data, {}, f"body-{index}-value") for index, block in enumerate(BLOCKS.values())]
    wrong = [index for index, block in enumerate(BLOCKS.values()) if _is_wrong(block, typed[index])]

    response = save(client, edit_address(page), data, by_itself=True)

    assert response.status_code == 200, response.content
    draft = latest_draft(page)
    assert draft.ingress == LATER
    assert [child.block_type for child in draft.body] == [*(block.name for block in BLOCKS.values()), "quote"]
    for block, value, child in zip(BLOCKS.values(), typed, draft.body, strict=False):
        assert block.get_prep_value(child.value) == block.get_prep_value(value), block.name
    assert draft.body[-1].value["text"] == LATER
    assert_everything_answers(client, page)

    response = save(client, edit_address(page), changed(shown(client, edit_address(page)), body), publish=True)
    assert _named(response, "body-") == wrong
    with pytest.raises(PublishingRefused) as caught:
        draft.get_latest_revision().publish()
    assert sorted({int(problem.anchor.split("-")[1]) for problem in caught.value.problems}) == wrong
    assert Page.objects.get(pk=page.pk).specific.ingress == "Ingressi."


def _is_wrong(block: blocks.Block, value: Any) -> bool:
    try:
        block.clean(value)
    except ValidationError:
        return True
    return False


def _named(response: Any, prefix: str) -> list[int]:
    """Numbers of the blocks or rows that the list of problems leads to."""
    problems = BeautifulSoup(response.content, "html.parser").select("[data-problems] a[data-problem]")
    anchors = [str(link["href"]).removeprefix("#") for link in problems]
    return sorted({int(re.split("[-]", name.removeprefix(prefix))[0]) for name in anchors if name.startswith(prefix)})


def test_every_block_can_be_unfinished() -> None:
    """Else the test above would say nothing of it."""
    for path, block in BLOCKS.items():
        posted = [posted_block(block, "child", text) for text in ("", "x" * 600)]
        assert any(_is_wrong(block, block.value_from_datadict(data, {}, "child")) for data in posted), path


def _rows(model: Any, text: str) -> dict[str, str]:
    """One in each list of the page. What is chosen in it is gone."""
    data: dict[str, str] = {}
    for relation in RELATIONS[model]:
        fields = model.get_edit_handler().get_form_class().formsets[relation].form.base_fields
        data |= {f"{relation}-TOTAL_FORMS": "1", f"{relation}-0-ORDER": "1", f"{relation}-0-DELETE": ""}
        for name, field in fields.items():
            is_localised = isinstance(field, LocalisedTextFormField)
            key = f"{relation}-0-{name}_fi" if is_localised else f"{relation}-0-{name}"
            data[key] = "999999" if text and isinstance(field, ModelChoiceField) else text
    return data


@pytest.mark.parametrize(("text", "live"), [("", True), ("x" * 600, False)])
@pytest.mark.parametrize("model", RELATIONS)
def test_unfinished_rows_of_every_kind_are_kept_in_a_draft_and_stop_publishing(
    client: Client, model: Any, text: str, live: bool
) -> None:
    page = MAKERS[model](live=live)
    rows = _rows(model, text)
    data = changed(shown(client, edit_address(page)), {**rows, "title": LATER})

    response = save(client, edit_address(page), data, by_itself=True)

    assert response.status_code == 200, response.content
    draft = latest_draft(page)
    assert draft.title == LATER
    again = shown(client, edit_address(page))
    for relation in RELATIONS[model]:
        assert again[f"{relation}-TOTAL_FORMS"] == "1"
    assert {name: again[name] for name in rows if again.get(name) == "x" * 600} == {
        name: value for name, value in rows.items() if value == "x" * 600 and not name.endswith("kind")
    }

    response = save(client, edit_address(page), changed(again, rows), publish=True)
    assert response.status_code == 200
    with pytest.raises(PublishingRefused) as caught:
        draft.get_latest_revision().publish()
    anchors = [problem.anchor.removeprefix("id_").removeprefix("inline_child_") for problem in caught.value.problems]
    assert {anchor.split("-")[0] for anchor in anchors} == set(RELATIONS[model])
    problems = BeautifulSoup(response.content, "html.parser").select("[data-problems] a[data-problem]")
    assert {str(link["href"]).lstrip("#") for link in problems} >= {problem.anchor for problem in caught.value.problems}
    assert Page.objects.get(pk=page.pk).live == live
