"""What an uploaded file must be before anything is read of it."""

from typing import Any

from django.utils.translation import gettext as _


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
