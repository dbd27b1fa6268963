"""What a password must be, how long a session lasts, and how long a link for a new password holds."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from tests import factories
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db
PASSWORD = "salasana-2026"


def _change(new: str) -> Any:
    fields = {
        "name_email-first_name": "Kirjoittaja",
        "name_email-last_name": "Testi",
        "name_email-email": "editor@example.org",
        "locale-preferred_language": "en",
        "locale-current_time_zone": "Europe/Helsinki",
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
        "password-old_password": PASSWORD,
        "password-new_password1": new,
        "password-new_password2": new,
    }
    return signed_in("Communicators").post("/admin/account/", fields)


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("lyhyt-sana1", "This password is too short. It must contain at least 12 characters."),
        ("123456789012", "This password is entirely numeric."),
        ("password1234", "This password is too common."),
        ("editor@example", "The password is too similar to the email address."),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(new: str, message: str) -> None:
    response = _change(new)
    assert response.status_code == 200
    assert message in text_of(response)


def test_a_password_of_twelve_characters_is_taken() -> None:
    assert _change("kuusi-haapa1").status_code == 302
    signed: Any = Client().post("/admin/login/", {"username": "editor", "password": "kuusi-haapa1"})
    assert signed.url == "/admin/"


@pytest.mark.parametrize(("remember", "seconds"), [("on", 3600), ("", "")])
def test_a_session_lasts_as_set_and_ends_with_the_browser_unless_remembered(
    settings: Settings, remember: str, seconds: int | str
) -> None:
    settings.SESSION_COOKIE_AGE = 3600
    factories.user("writer", "Communicators")
    client = Client()
    sent = {"username": "writer", "password": PASSWORD, **({"remember": remember} if remember else {})}
    response = client.post("/admin/login/", sent)
    assert response.cookies["sessionid"]["max-age"] == seconds
    left = client.session.get_expiry_age()
    assert 3590 < left <= 3600
    # Working does not prolong it: nothing is written for a click, and what is stolen does not last for ever.
    assert "sessionid" not in client.get("/admin/").cookies


def test_a_link_for_a_new_password_holds_as_long_as_set(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PASSWORD_RESET_TIMEOUT = 7200
    factories.user("writer", "Communicators")
    Client().post("/admin/password_reset/", {"email": "writer@example.org"})
    link = next(word for word in str(mail.outbox[0].body).split() if "/password_reset/confirm/" in word)
    address = "/admin/" + link.partition("/admin/")[2]
    client = Client(headers={"accept-language": "en"})
    for minutes, holds in ((119, True), (121, False)):
        later = datetime.now() + timedelta(minutes=minutes)  # noqa: DTZ005 (as Django reads the clock there)
        monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self, later=later: later)
        assert ("Set your new password" in text_of(client.get(address, follow=True))) is holds
