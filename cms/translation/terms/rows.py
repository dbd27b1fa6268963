"""Terms as rows of a file, whatever its form: what a row says, and what would become of it."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cms.core.admin.uploads import Unreadable
from cms.core.languages import content_languages
from cms.core.text.lemmas import folded
from cms.core.text.localised_text import LocalisedText
from cms.translation.models import Term

# Of a file, in bytes, and of the rows in it.
LIMIT = 10 * 1024 * 1024
ROWS_MAX = 5_000
FIELDS = ("names", "admitted", "avoided")


@dataclass(frozen=True)
class Row:
    """One term of a file. What the file does not tell stays as it is: what is None, and a language that is absent."""

    place: str
    key: str
    names: dict[str, str]
    admitted: dict[str, str]
    avoided: dict[str, str]
    is_name: bool | None = None
    note: str | None = None
    # Why it cannot be taken, when its own form says so.
    problem: str = ""


class Fate(models.TextChoices):
    NEW = "new", gettext_lazy("New")
    CHANGED = "changed", gettext_lazy("Changed")
    UNCHANGED = "unchanged", gettext_lazy("Unchanged")
    REFUSED = "refused", gettext_lazy("Refused")


@dataclass(frozen=True)
class Outcome:
    """What becomes of a row, and why it is refused."""

    place: str
    words: str
    fate: Fate
    reason: str = ""


@dataclass
class _Known:
    """The terms that there are, by key and by name."""

    by_key: dict[str, Term] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[Term]] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def add(self, term: Term) -> None:
        self.by_key[str(term.key)] = term
        for tag, name in term.names.items():
            self.by_name.setdefault((tag, folded(name)), []).append(term)

    def forget(self, names: dict[str, str], term: Term) -> None:
        """Takes away what the term was called before."""
        for tag, name in names.items():
            there = self.by_name.get((tag, folded(name)), [])
            there[:] = [other for other in there if other.pk != term.pk]

    def find(self, row: Row) -> Term | None:
        """The term that a row is about: by its key, else by its first name. Raises ValidationError for several."""
        if there := self.by_key.get(str(_key(row.key))):
            return there
        tag = next((item.tag for item in content_languages() if row.names.get(item.tag)), "")
        found = self.by_name.get((tag, folded(row.names.get(tag, ""))), [])
        if len(found) > 1:
            raise ValidationError(_("Several terms are called that: say which by its id."))
        return found[0] if found else None


@transaction.atomic
def take(rows: Sequence[Row], user: Any, *, is_trial: bool) -> list[Outcome]:
    """Saves the terms of a file, each by itself, or finds out what would be saved.

    Doing it twice does nothing more. Nothing is deleted.
    """
    known = _Known()
    for term in Term.objects.select_for_update().order_by("pk"):
        known.add(term)
    outcomes = [_take(row, known, user) for row in rows]
    if is_trial:
        transaction.set_rollback(True)
    return outcomes


def _take(row: Row, known: _Known, user: Any) -> Outcome:
    words = str(LocalisedText(row.names)) or row.key
    try:
        if row.problem:
            raise ValidationError(row.problem)
        term = known.find(row)
        fate = _save(row, term or Term(key=_key(row.key)), known, user)
    except ValidationError as error:
        return Outcome(row.place, words, Fate.REFUSED, " ".join(error.messages))
    return Outcome(row.place, words, fate)


def _save(row: Row, term: Term, known: _Known, user: Any) -> Fate:
    before = _values(term) if term.pk else None
    if term.pk in known.taken:
        raise ValidationError(_("An earlier row is of the same term."))
    for name in FIELDS:
        setattr(term, name, _merged(getattr(term, name), getattr(row, name)))
    term.is_name = term.is_name if row.is_name is None else row.is_name
    term.note = term.note if row.note is None else row.note
    try:
        _check(term)
    except ValidationError:
        if term.pk:
            term.refresh_from_db()
        raise
    is_same = before == _values(term)
    if not is_same:
        term.save()
        log(instance=term, action="wagtail.edit" if before else "wagtail.create", user=user, content_changed=True)
    if before:
        known.forget(before[0], term)
    known.add(term)
    known.taken.add(term.pk)
    return Fate.UNCHANGED if is_same else (Fate.CHANGED if before else Fate.NEW)


def _check(term: Term) -> None:
    """Raises ValidationError, also for what only the form limits."""
    for name in FIELDS:
        form: Any = term._meta.get_field(name).formfield()  # type: ignore[union-attr]
        form.clean(getattr(term, name))
    if "\x00" in term.note:
        raise ValidationError(_("Null characters are not allowed."))
    term.full_clean(validate_unique=False)


def _values(term: Term) -> list[Any]:
    return [*(dict(getattr(term, name)) for name in FIELDS), term.is_name, term.note]


def _merged(there: LocalisedText, given: dict[str, str]) -> LocalisedText:
    """What a file gives for a language replaces what was there, also by nothing."""
    return LocalisedText({tag: text for tag, text in {**there, **given}.items() if text})


def _key(text: str) -> uuid.UUID:
    """A key that another installation gave stays; one that is none of ours is replaced."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def limited(rows: Iterable[Row]) -> list[Row]:
    """Raises Unreadable for more rows than a list of terms has."""
    found = []
    for row in rows:
        found.append(row)
        if len(found) > ROWS_MAX:
            raise Unreadable(_("It has more than %(limit)d terms.") % {"limit": ROWS_MAX})
    return found
