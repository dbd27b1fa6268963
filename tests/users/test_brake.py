"""The brake on guessing passwords: of whom tries are counted, what is said, and who stays free."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth import authenticate
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from cms.users import brake
from cms.users.tasks import forget_sign_ins
from tests import factories
from tests.admin import text_of

pytestmark = pytest.mark.django_db

PASSWORD = "salasana-2026"
WAGTAIL, DJANGO = "/admin/login/", "/django-admin/login/"
TOO_MANY = "Too many failed attempts. Try again in 15 minutes."


def _sign_in(name: str, password: str = "wrong", *, address: str = "192.0.2.1", at: str = WAGTAIL, **meta: Any) -> Any:
    client = Client(headers={"accept-language": "en"})
    return client.post(at, {"username": name, "password": password}, REMOTE_ADDR=address, **meta)


def _fail(times: int, name: str = "writer", **options: Any) -> list[int]:
    return [_sign_in(name, **options).status_code for _ in range(times)]


def _age(minutes: int) -> None:
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=minutes))


@pytest.fixture
def writer() -> Any:
    return factories.user("writer", "Communicators", is_staff=True)


@pytest.mark.parametrize("at", [WAGTAIL, DJANGO])
@pytest.mark.parametrize("name", ["writer", "nobody"])
def test_the_fifth_failure_stops_an_account_at_an_address(writer: Any, at: str, name: str) -> None:
    assert _fail(4, name, at=at) == [200] * 4
    refused = _sign_in(name, at=at)
    assert (refused.status_code, refused["Retry-After"]) == (429, "900")
    assert TOO_MANY in text_of(refused)
    # The right password does not help, and nobody learns that it is right.
    assert _sign_in(name, PASSWORD, at=at).status_code == 429
    assert TOO_MANY in text_of(_sign_in(name, PASSWORD, at=at))


def test_elsewhere_and_as_somebody_else_one_signs_in(writer: Any) -> None:
    factories.user("colleague", "Communicators")
    _fail(6)
    assert _sign_in("colleague", PASSWORD).url == "/admin/"
    assert _sign_in("writer", PASSWORD, address="192.0.2.2").url == "/admin/"


def test_the_words_are_in_the_language_of_the_reader_and_count_down(writer: Any) -> None:
    _fail(5)
    _age(14)
    response = Client(headers={"accept-language": "fi"}).post(WAGTAIL, {"username": "writer", "password": "x"})
    assert response.status_code == 200  # From another address.
    response = _sign_in("writer", PASSWORD, HTTP_ACCEPT_LANGUAGE="fi")
    assert response.status_code == 429
    assert "Liian monta epäonnistunutta yritystä. Yritä uudelleen 1 minuutin kuluttua." in text_of(response)


def test_it_ends_by_itself_and_trying_does_not_prolong_it(writer: Any) -> None:
    _fail(5)
    _age(14)
    assert _fail(3) == [429] * 3
    assert list(AccessAttempt.objects.values_list("failures_since_start", flat=True)) == [5]
    _age(15)
    assert _sign_in("writer", PASSWORD).url == "/admin/"


def test_signing_in_forgets_the_failures_of_that_account_at_that_address(writer: Any) -> None:
    _fail(4)
    _fail(3, "other")
    assert _sign_in("writer", PASSWORD).url == "/admin/"
    assert list(AccessAttempt.objects.values_list("username", "failures_since_start")) == [("other", 3)]


def test_another_browser_is_the_same_client(writer: Any) -> None:
    statuses = [_sign_in("writer", HTTP_USER_AGENT=f"browser {number}").status_code for number in range(5)]
    assert statuses == [200] * 4 + [429]


def _failures(number: int, **fields: Any) -> None:
    AccessAttempt.objects.create(attempt_time=timezone.now(), failures_since_start=number, **fields)


def test_fifty_failures_from_everywhere_stop_an_account_but_not_where_it_is_known(writer: Any) -> None:
    assert _sign_in("writer", PASSWORD, address="203.0.113.5").url == "/admin/"
    for number in range(12):
        _failures(4, username="writer", ip_address=f"198.51.100.{number}", user_agent="x")
    assert _sign_in("writer", PASSWORD, address="192.0.2.77").url == "/admin/"
    _failures(4, username="writer", ip_address="198.51.100.99", user_agent="x")
    assert _sign_in("writer", PASSWORD, address="192.0.2.78").status_code == 429
    assert _sign_in("writer", PASSWORD, address="203.0.113.5").url == "/admin/"
    AccessLog.objects.update(attempt_time=timezone.now() - timedelta(days=31))
    assert _sign_in("writer", PASSWORD, address="203.0.113.5").status_code == 429


def test_a_hundred_failures_stop_an_address(writer: Any) -> None:
    for number in range(33):
        _failures(3, username=f"guess-{number}", ip_address="192.0.2.1", user_agent="x")
    assert _sign_in("writer", PASSWORD).url == "/admin/"
    assert _sign_in("guess-99").status_code == 429
    assert _sign_in("writer", PASSWORD).status_code == 429


def test_the_wait_is_until_enough_failures_are_old(writer: Any) -> None:
    now = timezone.now()
    for minutes, number in ((1, 2), (6, 3), (12, 9)):
        _failures(number, username="writer", ip_address="192.0.2.1", user_agent=f"{minutes}")
        AccessAttempt.objects.filter(user_agent=f"{minutes}").update(attempt_time=now - timedelta(minutes=minutes))
    # Without the 9 there are five, without the 3 as well only two.
    assert round(brake.wait_for("writer", "192.0.2.1").total_seconds()) in {539, 540}
    assert brake.wait_for("writer", "192.0.2.2") == timedelta(0)


def test_addresses_are_those_that_the_trusted_proxies_heard(writer: Any, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    forged = [f"203.0.113.{number}, 198.51.100.7" for number in range(5)]
    assert [_sign_in("writer", HTTP_X_FORWARDED_FOR=said).status_code for said in forged] == [200] * 4 + [429]
    assert _sign_in("writer", PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.8").url == "/admin/"


@pytest.mark.parametrize(
    ("address", "kept"),
    [("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("::ffff:198.51.100.7", "198.51.100.7"), ("", None), ("socket", None)],
)
def test_every_address_can_be_kept(address: str, kept: str | None) -> None:
    assert _fail(5, address=address) == [200] * 4 + [429]
    assert AccessAttempt.objects.get().ip_address == kept


def _conninfo() -> str:
    options = connection.get_connection_params()
    return psycopg.conninfo.make_conninfo(
        **{name: options[name] for name in ("host", "port", "user", "password", "dbname") if options.get(name)}
    )


@pytest.mark.django_db(transaction=True)
def test_of_tries_at_the_same_time_one_is_let_through(writer: Any) -> None:
    with psycopg.connect(_conninfo()) as other:
        key = "sign-in 192.0.2.1 writer"
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        refused = _sign_in("writer", PASSWORD)
        assert (refused.status_code, refused["Retry-After"]) == (429, "1")
        assert not AccessAttempt.objects.exists()
    assert _sign_in("writer", PASSWORD).url == "/admin/"


def test_a_password_of_a_restricted_page_is_braked() -> None:
    page = factories.content_page("Sisäinen")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="oikea-sana")
    address = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    client = Client(headers={"accept-language": "en"})
    wrong = {"password": "arvaus", "return_url": page.url}
    assert [client.post(address, wrong).status_code for _ in range(11)] == [200] * 10 + [429]
    refused = client.post(address, {**wrong, "password": "oikea-sana"})
    assert (refused.status_code, refused.content.decode()) == (429, TOO_MANY)
    assert client.get(page.url).status_code == 200
    assert "Sisäinen" not in text_of(client.get(page.url))
    passed: Any = client.post(address, {**wrong, "password": "oikea-sana"}, REMOTE_ADDR="192.0.2.9")
    assert passed.url == page.url


def test_a_password_of_a_restricted_collection_is_braked() -> None:
    collection = factories.collection("Jäsenille")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="oikea-sana"
    )
    address = f"/documents/authenticate_with_password/{restriction.pk}/"
    statuses = [Client().post(address, {"password": "x", "return_url": "/"}).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def _ask_reset(email: str, **meta: Any) -> Any:
    return Client(headers={"accept-language": "en"}).post("/admin/password_reset/", {"email": email}, **meta)


@pytest.mark.parametrize("email", ["writer@example.org", "nobody@example.org"])
def test_requests_for_a_new_password_are_braked_for_whomever_they_are(writer: Any, email: str) -> None:
    assert [_ask_reset(email).url for _ in range(3)] == ["/admin/password_reset/done/"] * 3
    refused = _ask_reset(email.upper())
    assert (refused.status_code, refused["Retry-After"]) == (429, "900")
    assert TOO_MANY in text_of(refused)
    assert len(mail.outbox) == (3 if email.startswith("writer") else 0)
    # Signing in is another matter.
    assert _sign_in("writer", PASSWORD, address="127.0.0.1").url == "/admin/"


def test_a_mailbox_is_not_flooded_from_many_addresses(writer: Any) -> None:
    statuses = [_ask_reset("writer@example.org", REMOTE_ADDR=f"192.0.2.{number}").status_code for number in range(12)]
    assert statuses == [302] * 10 + [429] * 2
    assert len(mail.outbox) == 10


def test_what_is_no_longer_counted_is_forgotten(writer: Any) -> None:
    _sign_in("writer", PASSWORD)
    _fail(2)
    assert forget_sign_ins(timestamp=0) == 0
    _age(16)
    AccessLog.objects.update(attempt_time=timezone.now() - timedelta(days=31))
    assert forget_sign_ins(timestamp=0) == 2
    assert (AccessAttempt.objects.count(), AccessLog.objects.count()) == (0, 0)


def test_a_password_is_in_no_table(writer: Any) -> None:
    _sign_in("writer", "not-quite-it")
    attempt = AccessAttempt.objects.get()
    assert "not-quite-it" not in f"{attempt.post_data} {attempt.get_data} {attempt.username}"


def test_who_asks_without_a_request_is_refused(writer: Any) -> None:
    with pytest.raises(Exception, match="requires a request"):
        authenticate(None, username="writer", password=PASSWORD)
