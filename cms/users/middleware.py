from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile


class ReaderLanguageMiddleware:
    """Answers every request to the admin in the user's language.

    Wagtail does so only inside its views: a refusal would be in the language of the browser.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        profile = _profile(request)
        if profile is None:
            return self._get_response(request)
        with translation.override(profile.get_preferred_language()):
            return self._get_response(request)


def _profile(request: HttpRequest) -> UserProfile | None:
    if not request.path.startswith(reverse("wagtailadmin_home")) or not request.user.is_authenticated:
        return None
    return getattr(request.user, "wagtail_userprofile", None)
