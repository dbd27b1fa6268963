"""In which language a person is written to who is not at the admin now."""

from typing import Any

from django.conf import settings


def language_of(user: Any) -> str:
    """That of the person's admin; the site's for nobody, and for who has chosen none."""
    profile = getattr(user, "wagtail_userprofile", None)
    return str((profile and profile.get_preferred_language()) or settings.LANGUAGE_CODE)
