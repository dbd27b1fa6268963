"""What an open editor asks when something was refused: am I still signed in, and may I still save this?"""

from enum import StrEnum
from typing import Any

from django.contrib.auth import get_user
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

# The views whose form saves the page named in the address. Other addresses, such as the translation desk's, have a page
# in them too, but do not save that page.
PAGE_EDITORS = frozenset(f"wagtailadmin_pages:{name}" for name in ("add", "edit", "revisions_revert"))


class State(StrEnum):
    OK = "ok"
    SIGNED_OUT = "signed_out"
    NO_RIGHTS = "no_rights"
    GONE = "gone"


def _page(arguments: dict[str, Any]) -> Page | None:
    return Page.objects.filter(pk=arguments.get("page_id", arguments.get("parent_page_id"))).first()


def _state(user: AbstractBaseUser | AnonymousUser, address: str) -> State:
    """Returns what the user may do with the form that is sent to `address`."""
    if not user.is_authenticated:
        return State.SIGNED_OUT
    if not user.has_perm("wagtailadmin.access_admin"):  # type: ignore[attr-defined]  # Our user model has permissions.
        return State.NO_RIGHTS
    try:
        match = resolve(address)
    except Resolver404:
        return State.OK
    if match.view_name not in PAGE_EDITORS:
        return State.OK
    arguments = match.kwargs
    page = _page(arguments)
    if page is None:
        return State.GONE
    permissions = page.permissions_for_user(user)
    may_save = permissions.can_edit() if "page_id" in arguments else permissions.can_add_subpage()
    return State.OK if may_save else State.NO_RIGHTS


@require_safe
@never_cache
def state_of_session(request: HttpRequest) -> JsonResponse:
    """Returns the state of the session, with a CSRF token that is valid now.

    A token is needed because another sign-in makes the one in an open form invalid.
    """
    state = _state(request.user, request.GET.get("form", ""))
    return JsonResponse({"state": state, "user": request.user.pk, "csrf_token": get_token(request)})


@require_admin_access
def signed_in_again(request: HttpRequest) -> HttpResponse:
    """Tells the window that holds the unsaved text that it may go on."""
    return render(request, "editing/signed_in.html")


def _language_of(request: HttpRequest) -> str | None:
    """The language that the signed-in user has chosen; None when nobody is signed in or no language was chosen."""
    profile = getattr(request.user, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else None


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answers a form that was open for too long, or whose window belongs to an earlier sign-in. Nothing was saved."""
    if not request.accepts("text/html"):
        message = _("This window belongs to an earlier sign-in.")
        return JsonResponse(
            {"success": False, "error_code": "csrf_failure", "error_message": message},
            status=403,
        )
    request.user = get_user(request)  # The user is not known yet, and the frame of the page needs it.
    home = reverse("wagtailadmin_home")
    given = request.POST.get("next") or request.GET.get("next") or ""
    is_safe = url_has_allowed_host_and_scheme(given, {request.get_host()}, require_https=request.is_secure())
    with translation.override(_language_of(request) or translation.get_language()):
        context = {
            "is_sign_in": request.path == reverse("wagtailadmin_login"),
            "next": given if is_safe else home,
            "back": request.path if request.path.startswith(home) else home,
        }
        return render(request, "editing/csrf_failure.html", context, status=403)
