"""Finds every error that keeps a page from being published, with its place in the editor."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.admin.panels import InlinePanel
from wagtail.blocks.base import get_error_json_data
from wagtail.fields import StreamField

from cms.translation.editing.unfinished import COMMENTS, TypedRow, rows_of

Errors = dict[str, list[ValidationError]]


@dataclass(frozen=True, slots=True)
class Problem:
    """An error in a page. `anchor` is the id of an element in the editor, or the beginning of the ids of several."""

    place: str
    message: str
    anchor: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class PublishingRefused(ValidationError):
    def __init__(self, page: Any, problems: list[Problem]) -> None:
        super().__init__([str(problem) for problem in problems])
        self.page = page
        self.problems = problems


def _label(model: Any, name: str) -> str:
    try:
        return capfirst(str(model._meta.get_field(name).verbose_name))
    except (FieldDoesNotExist, AttributeError):
        return name


def _relation_labels(panel: Any) -> dict[str, str]:
    """Returns the editor's label of each list of rows, by the name of the relation."""
    if isinstance(panel, InlinePanel):
        return {panel.relation_name: str(panel.label or panel.heading)}
    labels: dict[str, str] = {}
    for child in getattr(panel, "children", ()):
        labels |= _relation_labels(child)
    return labels


def _step(block: Any, value: Any, key: Any) -> tuple[Any, Any, str, str]:
    """Steps into one child of a block: returns its block, its value, what is added to the anchor, and its label."""
    if isinstance(block, blocks.StreamBlock):
        child = value[int(key)]
        return child.block, child.value, f"{key}-value", f"{child.block.label} ({int(key) + 1})"
    if isinstance(block, blocks.ListBlock):
        return block.child_block, value[int(key)], f"{key}-value", f"{int(key) + 1}"
    child_block = block.child_blocks[key]
    return child_block, value.get(key), str(key), str(child_block.label)


def _in_block(block: Any, value: Any, error: dict[str, Any], anchor: str, places: list[str]) -> Iterator[Problem]:
    for message in error.get("messages") or []:
        yield Problem(" › ".join(places), str(message), anchor)
    for key, child_error in (error.get("blockErrors") or {}).items():
        child, child_value, added, place = _step(block, value, key)
        yield from _in_block(child, child_value, child_error, f"{anchor}-{added}", [*places, place])


def _of_fields(page: Any, errors: Errors, values: dict[str, Any]) -> Iterator[Problem]:
    """Yields the problems of a page's fields.

    `values` holds the values of the StreamFields, as they are in the form.
    """
    for name, found in errors.items():
        place = "" if name == NON_FIELD_ERRORS else _label(page, name)
        for error in found:
            if name in values:
                block = page._meta.get_field(name).stream_block
                yield from _in_block(block, values[name], get_error_json_data(error), name, [place])
            else:
                for message in error.messages:
                    yield Problem(place, message, f"id_{name}" if place else "")


def _of_row(model: Any, errors: Errors, place: str, prefix: str) -> Iterator[Problem]:
    for name, found in errors.items():
        is_of_row = name == NON_FIELD_ERRORS
        for error in found:
            for message in error.messages:
                yield Problem(
                    place if is_of_row else f"{place} › {_label(model, name)}",
                    message,
                    f"inline_child_{prefix}" if is_of_row else f"id_{prefix}-{name}",
                )


def _stream_names(page: Any) -> list[str]:
    return [item.name for item in page._meta.get_fields() if isinstance(item, StreamField)]


def of_form(form: Any) -> list[Problem]:
    """Returns the problems of a page's form that was refused."""
    page = form.instance
    values = {
        name: form.fields[name].widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name in _stream_names(page)
        if name in form.fields
    }
    found = list(_of_fields(page, form.errors.as_data(), values))
    labels = _relation_labels(type(page).get_edit_handler())
    for relation, formset in form.formsets.items():
        place = labels.get(relation, relation)
        found += [Problem(place, message, f"id_{relation}") for message in formset.non_form_errors()]
        for number, row in enumerate(rows_of(formset), start=1):
            found += _of_row(formset.model, row.errors.as_data(), f"{place} ({number})", row.prefix)
    return found


def _errors_of(check: Any) -> Errors:
    try:
        check()
    except ValidationError as error:
        return error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    return {}


def _of_typed(form_fields: Any, typed: Iterable[tuple[str, Any]]) -> tuple[Errors, dict[str, Any]]:
    """Returns the errors of typed values, and the cleaned values of those without an error."""
    errors: Errors = {}
    values: dict[str, Any] = {}
    for name, text in typed:
        if name not in form_fields:
            continue
        try:
            values[name] = form_fields[name].clean(text)
        except ValidationError as error:
            errors[name] = error.error_list
    return errors, values


def _field_errors(page: Any, form_class: Any) -> Errors:
    errors = _errors_of(page.full_clean)
    for name in _stream_names(page):
        block = page._meta.get_field(name).stream_block
        try:
            block.clean(getattr(page, name))
        except ValidationError as error:
            errors[name] = [error]
    typed, fitting = _of_typed(form_class.base_fields, ((n, item.typed) for n, item in page.unfinished.fields.items()))
    # The value did not fit when it was typed; what it clashed with may be gone by now.
    again = ValidationError(gettext("What was typed here does not fit yet: open the page and save it again."))
    return {**errors, **{name: [again] for name in fitting}, **typed}


def _errors_of_typed_row(formset: Any, row: TypedRow) -> Errors:
    errors, values = _of_typed(formset.form.base_fields, row.typed.items())
    if errors:
        return errors
    child = formset.model(**values)
    return _errors_of(lambda: child.full_clean(exclude=[formset.fk.name]))


def _of_rows(page: Any, relation: str, formset: Any, place: str) -> Iterator[Problem]:
    typed = page.unfinished.rows.get(relation, [])
    by_key = {row.key: row for row in typed if row.key is not None}
    children = list(getattr(page, relation).all())
    for index, child in enumerate(children):
        row = by_key.get(child.pk)
        errors = (
            _errors_of_typed_row(formset, row)
            if row
            else _errors_of(lambda child=child: child.full_clean(exclude=[formset.fk.name]))
        )
        yield from _of_row(formset.model, errors, f"{place} ({index + 1})", f"{relation}-{index}")
    new = [row for row in typed if row.key is None]
    for index, row in enumerate(new, start=len(children)):
        errors = _errors_of_typed_row(formset, row)
        yield from _of_row(formset.model, errors, f"{place} ({row.position + 1})", f"{relation}-{index}")


def of_page(page: Any) -> list[Problem]:
    """Returns the problems that a page built from a revision would have if it were published now."""
    form_class = type(page).get_edit_handler().get_form_class()
    values = {name: getattr(page, name) for name in _stream_names(page)}
    found = list(_of_fields(page, _field_errors(page, form_class), values))
    labels = _relation_labels(type(page).get_edit_handler())
    for relation, formset in form_class.formsets.items():
        if relation != COMMENTS:
            found += _of_rows(page, relation, formset, labels.get(relation, relation))
    return found


def refuse_wrong(page: Any) -> None:
    """Raises PublishingRefused when the page has problems."""
    if found := of_page(page):
        raise PublishingRefused(page, found)
