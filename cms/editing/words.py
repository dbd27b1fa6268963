"""The texts that the script of an open editor shows, in the language of the person who reads them."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _


def _notices() -> dict[str, dict[str, str]]:
    """Returns a notice for each state of the session. It says where the unsaved text is and what to do."""
    return {
        "signed_out": {
            "title": _("You have been signed out"),
            "text": _(
                "Your text is still in this window, but what you wrote last is not saved. Do not close the window: "
                "sign in again in another one, and go on here."
            ),
        },
        "other_user": {
            "title": _("Somebody else is signed in"),
            "text": _("This window was opened by another user. What you save here now is saved in your own name."),
        },
        "no_rights": {
            "title": _("You may no longer save this"),
            "text": _(
                "Your rights have been changed. Your text is still in this window: copy it, and ask an administrator."
            ),
        },
        "gone": {
            "title": _("The page has been deleted"),
            "text": _("Somebody has deleted it while it was open here. Your text is still in this window: copy it."),
        },
        "unreachable": {
            "title": _("The site does not answer"),
            "text": _("Your text is still in this window. Look whether you are on line, and try again."),
        },
    }


def configuration() -> dict[str, Any]:
    sign_in = reverse("wagtailadmin_login")
    return {
        "session": reverse("editing_session"),
        "signIn": f"{sign_in}?{urlencode({'next': reverse('editing_signed_in')})}",
        "words": {
            **_notices(),
            "signIn": _("Sign in in a new window"),
            "goOn": _("Go on"),
            "close": _("Close"),
        },
    }
