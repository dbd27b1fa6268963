"""What an uploaded file must be before anything is read of it, and how people are told what became of it."""

from typing import Any

from django.utils.translation import gettext as _


class Unreadable(Exception):
    """A file that cannot be taken; says why in words for people."""


def problem(file: Any, limit: int) -> str:
    """Returns why nothing can be done with what was uploaded, None where nothing was; "" when something can.

    `limit` is in bytes.
    """
    if file is None:
        return _("Choose a file.")
    return too_large(file.size or 0, limit)


def too_large(size: int, limit: int) -> str:
    """Returns what is said of a file that is larger than `limit` bytes; "" when it is not."""
    return _("It is larger than %(limit)d MB.") % {"limit": limit // 1024**2} if size > limit else ""


def counted(first: tuple[int, str], *others: tuple[int, str]) -> list[str]:
    """Returns sentences with their numbers in the place of `%(count)d`: the first, and others whose number is not 0."""
    return [words % {"count": number} for number, words in (first, *(other for other in others if other[0]))]
