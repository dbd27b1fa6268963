"""Keeps what was typed into a draft and fits none of its fields: half a date, a title that is too long, an empty row.

A draft may be wrong. Its fields, and the row of a page that was never published, keep the last value that fits. What
was typed is kept beside them in the revision, is shown again in the form, and stops publishing (docs/decisions/0010).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.timezone import is_aware
from django.utils.translation import gettext

KEY = "unfinished"  # The key in a revision's content under which it is stored.
COMMENTS = "comments"  # The name of Wagtail's own formset of comments, which are no part of the text.
_ORDER, _DELETE = "ORDER", "DELETE"


@dataclass(frozen=True, slots=True)
class TypedField:
    """What was typed into a field, and in `beside` the value that the field kept.

    `beside` is None until the revision is stored. When the kept value is changed elsewhere, what was typed is out of
    date.
    """

    typed: Any
    beside: str | None = None


@dataclass(frozen=True, slots=True)
class TypedRow:
    """What was typed into a row of a child relation.

    `key` is the primary key of a row that is kept as it was, or None for a new row; `position` counts all rows.
    """

    key: int | None
    position: int
    typed: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unfinished:
    fields: Mapping[str, TypedField] = field(default_factory=dict)
    rows: Mapping[str, list[TypedRow]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.fields or self.rows)

    def without(self, names: Iterable[str]) -> "Unfinished":
        left_out = set(names)
        return Unfinished(
            {name: value for name, value in self.fields.items() if name not in left_out},
            {name: value for name, value in self.rows.items() if name not in left_out},
        )


def _kept(page: Any, name: str) -> str:
    if not page._meta.get_field(name).concrete:
        return ""
    value = page.serializable_value(name)
    # The same moment has another offset in a form than in a revision.
    return str(value.astimezone(UTC) if isinstance(value, datetime) and is_aware(value) else value)


def to_content(page: Any) -> dict[str, Any]:
    """Returns what the revision's JSON holds of it; an empty dict when there is nothing unfinished."""
    fields = {
        name: {"typed": value.typed, "beside": _kept(page, name)}
        for name, value in page.unfinished.fields.items()
        if value.beside in {None, _kept(page, name)}
    }
    rows = {
        name: [{"key": row.key, "position": row.position, "typed": row.typed} for row in listed]
        for name, listed in page.unfinished.rows.items()
    }
    return {"fields": fields, "rows": rows} if fields or rows else {}


def from_content(content: Mapping[str, Any]) -> Unfinished:
    stored = content.get(KEY) or {}
    return Unfinished(
        {name: TypedField(**value) for name, value in stored.get("fields", {}).items()},
        {name: [TypedRow(**row) for row in rows] for name, rows in stored.get("rows", {}).items()},
    )


def _typed(form: Any, name: str) -> Any:
    return form.fields[name].widget.value_from_datadict(form.data, form.files, form.add_prefix(name))


def rows_of(formset: Any) -> list[Any]:
    """Returns the forms of a bound formset that are not to be deleted, each validated."""
    formset.full_clean()  # Wagtail stops validating at the first formset that is wrong.
    return [row for row in formset.forms if not row.cleaned_data.get(_DELETE)]


def _rows_in_order(formset: Any) -> list[Any]:
    rows = rows_of(formset)
    return sorted(rows, key=lambda row: row.cleaned_data.get(_ORDER) or len(rows))


def _set_rows_aside(formset: Any) -> list[TypedRow]:
    """Takes the wrong rows out of the formset, so that saving skips them, and returns what was typed into them."""
    found: list[TypedRow] = []
    for position, row in enumerate(_rows_in_order(formset)):
        if not row.errors:
            continue
        names = set(row.fields) - {row.instance._meta.pk.name, _ORDER, _DELETE}
        found.append(TypedRow(row.instance.pk, position, {name: _typed(row, name) for name in sorted(names)}))
        row.errors.clear()
        row.changed_data = []
    formset.non_form_errors().clear()
    return found


def _is_typing(form: Any) -> bool:
    """Whether all errors of the form are of the kind that a person may correct later."""
    formsets = [formset for name, formset in form.formsets.items() if name != COMMENTS]
    comments = form.formsets.get(COMMENTS)
    return (
        NON_FIELD_ERRORS not in form.errors
        and all(formset.management_form.is_valid() for formset in formsets)
        and (comments is None or comments.is_valid())
        and not any("\x00" in text for _name, texts in form.data.lists() for text in texts)
    )


def _keep_title(page: Any, typed: Any) -> None:
    """Gives the page a title that fits, because lists show the page by it."""
    length = page._meta.get_field("title").max_length
    page.title = str(typed or "").strip()[:length] or page.title or gettext("Untitled")


def set_aside(form: Any) -> bool:
    """Takes what is wrong out of a form that is to be saved as a draft, and keeps it on the page.

    Returns False when the errors cannot be set aside.
    """
    if not _is_typing(form):
        return False
    page = form.instance
    fields = {name: TypedField(_typed(form, name)) for name in form.unfit if name in form.fields}
    rows = {
        name: found
        for name, formset in form.formsets.items()
        if name != COMMENTS and (found := _set_rows_aside(formset))
    }
    page.unfinished = Unfinished(fields, rows)
    if "title" in fields:
        _keep_title(page, fields["title"].typed)
    if "slug" in fields:
        page.slug = form.initial.get("slug") or ""
    form.errors.clear()
    return True


def _show_rows(formset: Any, rows: list[TypedRow]) -> None:
    new = [row for row in rows if row.key is None]
    formset.extra = len(new)
    formset.initial_extra = [row.typed for row in new]
    by_key = {row.key: row for row in rows if row.key is not None}
    known = formset.initial_form_count()
    for form in formset.forms[:known]:
        if (row := by_key.get(form.instance.pk)) is not None:
            form.initial.update(row.typed)
    in_order = formset.forms[:known]
    for row, form in zip(new, formset.forms[known:], strict=True):
        in_order.insert(row.position, form)
    formset.forms = in_order


def show_again(form: Any) -> None:
    """Puts what is unfinished into a form that is about to be shown."""
    unfinished: Unfinished = form.instance.unfinished
    for name, value in unfinished.fields.items():
        if name in form.fields and value.beside == _kept(form.instance, name):
            form.initial[name] = value.typed
    for name, rows in unfinished.rows.items():
        if name in form.formsets:
            _show_rows(form.formsets[name], rows)
