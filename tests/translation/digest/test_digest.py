"""The weekly mail: what waits, once a week, in the translator's language, and nothing when nothing waits."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.users.models import UserProfile

from cms.translation import tasks
from cms.translation.digest import letters, weekly
from cms.translation.models import Digest
from cms.users.models import User
from news.models import NewsArticlePage
from tests import factories as make
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db
MONDAY, NEXT_MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC), datetime(2026, 12, 7, 8, tzinfo=UTC)


@pytest.fixture
def anna() -> User:
    user = make.user("anna", "Translators: sv")
    UserProfile.objects.create(user=user, preferred_language="sv")
    return user


def _begun() -> list[int]:
    return [job.args["user_id"] for job in ProcrastinateJob.objects.filter(task_name=weekly.TASK).order_by("id")]


def _at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


def _sent(user: User) -> Any:
    mail.outbox.clear()
    letters.send(user.pk)
    return mail.outbox[0] if mail.outbox else None


def test_a_mail_is_begun_once_a_week(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    _at(monkeypatch, MONDAY)
    weekly.begin()
    weekly.begin()
    assert _begun() == [anna.pk]

    _at(monkeypatch, NEXT_MONDAY)
    weekly.begin()
    assert _begun() == [anna.pk, anna.pk]
    assert str(Digest.objects.get(user=anna).week) == "2026-12-07"


def test_only_translators_who_can_be_written_to_and_want_it_get_one(anna: User) -> None:
    make.user("communicator", "Communicators")
    make.user("gone", "Translators: sv", is_active=False)
    quiet = make.user("quiet", "Translators: ru")
    User.objects.filter(username="gone").update(is_active=False)
    silent = make.user("silent", "Translators: ru", "Translators: sv")
    User.objects.filter(pk=silent.pk).update(email="")
    weekly.want(quiet, False)

    weekly.begin()

    assert _begun() == [anna.pk]


def test_it_tells_in_her_language_what_waits_with_links(anna: User, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://cms.example.org"
    home = make.home("sv")
    article = make.article("Järjestöt & me", ingress="Tule mukaan toimintaan.")
    swedish = make.translate(article, "sv")
    page = NewsArticlePage.objects.get(pk=article.pk)
    page.ingress = "Tule heti mukaan toimintaan."
    make.publish(page)
    make.article("Uusi uutinen")
    make.theme("nuoret", names={"fi": "Nuoret"})

    sent = _sent(anna)

    assert sent.to == ["anna@example.org"]
    assert sent.subject == "3 sidor väntar på en översättare"
    for body in (sent.body, sent.alternatives[0][0]):
        assert f"https://cms.example.org/admin/pages/{swedish.pk}/edit/" in body
        assert "https://cms.example.org/admin/translations/sv/" in body
        assert "https://cms.example.org/admin/translations/sv/records/" in body
        assert "https://cms.example.org/admin/translations/digest/" in body
        assert "Släpar efter originalet" in body
        assert "Uusi uutinen" in body
    assert "Järjestöt & me" in sent.body
    assert "Järjestöt &amp; me" in sent.alternatives[0][0]
    assert "4 ord" in sent.body
    assert home.title not in sent.subject


def test_more_pages_than_a_mail_names_are_counted(anna: User) -> None:
    make.home("sv")
    for number in range(letters.NAMED + 2):
        make.article(f"Uutinen nro {number}")

    body = _sent(anna).body

    # The list of news waits as well.
    assert body.count("\n- ") == letters.NAMED
    assert "Och 3 till:" in body


def test_the_jobs_begin_it_and_send_it(anna: User) -> None:
    make.article("Uutinen")

    tasks.begin_digests(timestamp=0)
    for user_id in _begun():
        tasks.mail_digest(user_id=user_id)

    assert [sent.to for sent in mail.outbox] == [["anna@example.org"]]


def test_nothing_is_sent_when_nothing_waits(anna: User) -> None:
    make.home("sv")

    assert _sent(anna) is None


def test_who_stopped_it_after_it_was_begun_gets_none(anna: User) -> None:
    make.article("Uutinen")
    weekly.want(anna, False)

    assert _sent(anna) is None


def test_a_translator_stops_the_mail_and_gets_it_again() -> None:
    client = signed_in("Translators: sv", name="anna")
    anna = User.objects.get(username="anna")
    assert "Stop the weekly mail" in text_of(client.get("/admin/translations/digest/"))

    client.post("/admin/translations/digest/", {"wanted": "no"})
    assert not weekly.is_wanted(anna)
    assert "Get the weekly mail" in text_of(client.get("/admin/translations/digest/"))

    client.post("/admin/translations/digest/", {"wanted": "yes"})
    assert weekly.is_wanted(anna)


def test_who_is_no_translator_is_told_whom_it_is_for() -> None:
    content = text_of(signed_in("Communicators").get("/admin/translations/digest/"))

    assert "translators’ group" in content
    assert "weekly mail</button>" not in content
    assert Client().get("/admin/translations/digest/").status_code == 302
