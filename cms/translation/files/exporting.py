"""The files of many pages, as one zip that is packed while it is sent."""

import csv
import io
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms.core.text.cells import guarded
from cms.translation.desk.states import DeskState
from cms.translation.files import xliff
from cms.translation.localize import po_files
from cms.translation.screen.access import why_not
from cms.translation.screen.units import units_of
from cms.translation.texts.alignment import ADDRESS

CONTENTS = "contents.csv"
# How many pages are looked up together: what a page was translated from is as long as the page.
_TOGETHER = 20

_log = logging.getLogger(__name__)


class Kind(NamedTuple):
    """A format of files: how it is called, how its files' names end, and what makes the file of a translation."""

    label: str
    ending: str
    made: Callable[[Translation, str], bytes]


def as_xliff(translation: Translation, version: str, link: str) -> bytes:
    """The texts of a page. `link` leads to the page in its language. Its address is not for tools."""
    return xliff.write(
        (unit for unit in units_of(translation) if unit.place != ADDRESS),
        version=version,
        page=str(translation.uuid),
        source=translation.source.locale.language_code,
        target=translation.target_locale.language_code,
        link=link,
    )


KINDS = {
    "xliff-2.1": Kind("XLIFF 2.1", "xlf", lambda translation, link: as_xliff(translation, "2.1", link)),
    "xliff-1.2": Kind("XLIFF 1.2", "xlf", lambda translation, link: as_xliff(translation, "1.2", link)),
    "po": Kind("PO", "po", lambda translation, _link: po_files.exported(translation).encode()),
}


@dataclass(frozen=True)
class Export:
    """What somebody takes along: pages of one language's desk in one format.

    `link` makes the address of a page in the admin; `words` is the language in which the person reads.
    """

    pages: QuerySet[Any]
    locale: Locale
    kind: Kind
    user: Any
    link: Callable[[Page], str]
    words: str

    def count(self) -> int:
        """How many pages will have a file, as far as can be told before: those that are translated at the desk."""
        found: int = self.pages.order_by().filter(target_id__isnull=False, is_managed=True).count()
        return found

    def files(self) -> Iterator[tuple[str, bytes]]:
        """A file for each page, and at the end a table of all pages, with the reason where one has no file.

        Nothing is changed: who wants a page that is not begun presses “Translate” first.
        """
        table = io.StringIO()
        write = csv.writer(table).writerow
        with override(self.words):
            write([_("File"), _("Title"), _("State"), _("Address"), _("Left out because")])
        for original, translation, target in self._found():
            # Each time anew: the code that sends what is yielded is not to change its language.
            with override(self.words):
                name, content, reason = self._file(original, translation, target)
                state = str(DeskState(original.desk_state).label)
                link = self.link(target) if target else ""
            write([guarded(cell) for cell in (name, original.title, state, link, reason)])
            if content:
                yield name, content
        yield CONTENTS, table.getvalue().encode("utf-8-sig")

    def _found(self) -> Iterator[tuple[Any, Translation | None, Page | None]]:
        """Pages in the order of their keys, some at a time: no transaction lasts as long as the zip takes."""
        after = 0
        while batch := list(self.pages.order_by("pk").filter(pk__gt=after)[:_TOGETHER]):
            after = batch[-1].pk
            translations = _by_key(
                Translation.objects.filter(
                    source__object_id__in=[page.translation_key for page in batch],
                    target_locale=self.locale,
                    enabled=True,
                ).select_related("source__locale", "target_locale")
            )
            targets = Page.objects.in_bulk([page.target_id for page in batch if page.target_id])
            for page in batch:
                yield page, translations.get(page.translation_key), targets.get(page.target_id)

    def _file(self, original: Any, translation: Translation | None, target: Page | None) -> tuple[str, bytes, str]:
        """The file's name, its content, and why there is none."""
        if target is None or (translation is None and original.is_untouched):
            return "", b"", _("It is not begun: press “Translate” on the desk first.")
        if translation is None:
            return "", b"", _("It is written by hand.")
        if refused := why_not(target, self.user):
            return "", b"", refused
        name = f"{target.slug}-{self.locale.language_code}-{target.pk}.{self.kind.ending}"
        try:
            return name, self.kind.made(translation, self.link(target)), ""
        except DatabaseError:
            raise
        except Exception:  # noqa: BLE001 (the zip is on its way: one page may not cost the others)
            _log.exception("Page %s could not be exported.", target.pk)
            return "", b"", _("Its file could not be made: tell those who run this site.")


def _by_key(translations: Iterable[Translation]) -> dict[Any, Translation]:
    return {translation.source.object_id: translation for translation in translations}
