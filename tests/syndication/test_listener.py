"""Each process hears of every committed change, and knows when it cannot be sure to."""

import contextlib
import os
import signal
import threading
from datetime import timedelta
from time import monotonic

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from news.models import NewsArticlePage
from syndication import heartbeat
from syndication import listener as module
from syndication.listener import APPLICATION_NAME, LEASE, Listener
from syndication.models import Change
from syndication.tags import Turn, turns
from tests import factories as make
from tests.syndication.conftest import SECONDS, Ears


def _kill_listeners() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE application_name = %s AND datname = current_database()",
            [APPLICATION_NAME],
        )
        return cursor.fetchone()[0]


def test_a_commit_is_told_once_and_a_rollback_never(ears: Ears) -> None:
    with transaction.atomic():
        make.theme("peruttu")
        transaction.set_rollback(True)
    with transaction.atomic():
        theme, group = make.theme("osallisuus"), make.target_group("nuoret")
        assert ears.told == []

    ears.wait(bool)
    assert ears.told == [frozenset({"theme", f"theme:{theme.pk}", "target-group", f"target-group:{group.pk}"})]


def test_a_lost_connection_is_told_before_trust_begins_anew(ears: Ears) -> None:
    assert _kill_listeners() == 1
    ears.wait(lambda told: told.count(None) == 2)  # When it was lost, and when it listens again.
    ears.wait_for_trust()
    ears.forget()

    theme = make.theme("osallisuus")

    ears.wait(bool)
    assert ears.told == [frozenset({"theme", f"theme:{theme.pk}"})]


def test_a_listener_that_is_held_up_is_trusted_no_longer_than_its_lease(transactional_db: None) -> None:
    is_held, go_on = threading.Event(), threading.Event()

    def hold(tags: frozenset[str]) -> None:
        is_held.set()
        go_on.wait(SECONDS)

    listener = Listener(hold, lambda: None)
    listener.start()
    try:
        ears = Ears()
        ears.listener = listener
        ears.wait_for_trust()
        make.theme("osallisuus")
        assert is_held.wait(SECONDS)
        # The lease of the last heartbeat runs on, and ends.
        assert listener.trusted_until - monotonic() <= LEASE
        ears.wait_until(lambda: not listener.is_trusted())
        go_on.set()
        ears.wait_for_trust()
    finally:
        go_on.set()
        listener.stop()


def test_a_server_that_does_not_answer_is_not_waited_for(ears: Ears) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE wagtailcore_page IN ACCESS EXCLUSIVE MODE")

        ears.wait(lambda told: None in told)
        assert not ears.listener.is_trusted()

    ears.wait_for_trust()


def test_without_notifications_a_heartbeat_reads_what_was_committed(ears: Ears) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE syndication_change DISABLE TRIGGER syndication_notify")
    try:
        themes = [make.theme(slug) for slug in ("osallisuus", "hyvinvointi", "neuvonta")]
        ears.wait(lambda told: len(told) == 3)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE syndication_change ENABLE TRIGGER syndication_notify")

    assert ears.told == [frozenset({"theme", f"theme:{theme.pk}"}) for theme in themes]


def test_what_is_committed_late_is_told_once_whatever_its_number(ears: Ears) -> None:
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as early:
        early.execute("INSERT INTO organisations_theme (slug, names, yso_uri) VALUES ('varhain', '{}', '')")
        number = early.execute("SELECT pg_current_xact_id()::text::bigint").fetchall()[0][0]
        later = [make.theme(f"teema-{number}") for number in range(3)]
        ears.wait(lambda told: len(told) == 3)
        beats = ears.listener.trusted_until
        ears.wait_until(lambda: ears.listener.trusted_until > beats + 2 * module.HEARTBEAT)
    ears.wait(lambda told: len(told) == 4)
    beats = ears.listener.trusted_until
    ears.wait_until(lambda: ears.listener.trusted_until > beats + 2 * module.HEARTBEAT)

    assert [sorted(tags or [])[1] for tags in ears.told[:3]] == [f"theme:{theme.pk}" for theme in later]
    assert len(ears.told) == 4
    assert number < min(Change.objects.order_by("-transaction").values_list("transaction", flat=True)[:3])


def test_rows_that_were_restored_from_another_server_are_no_news(ears: Ears) -> None:
    future = "(SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1000)"
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE syndication_change DISABLE TRIGGER syndication_notify")
        cursor.execute(f"INSERT INTO syndication_change (transaction, at, tags) VALUES ({future}, now(), '{{theme}}')")
        cursor.execute("ALTER TABLE syndication_change ENABLE TRIGGER syndication_notify")
    theme = make.theme()

    ears.wait(bool)
    assert ears.told == [frozenset({"theme", f"theme:{theme.pk}"})]


def test_nothing_is_taken_for_proven_by_another_server_or_by_a_replica() -> None:
    beat = heartbeat.Beat(b"one", b"f", b"1:1:", None, b"now", None, None)
    module._check(beat, None)
    module._check(beat, beat)
    for other in (beat._replace(server=b"two"), beat._replace(is_replica=b"t")):
        with pytest.raises(module.ConnectionLost):
            module._check(other, beat)


def test_who_may_not_listen_is_trusted_by_heartbeats(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "CHANNEL", "no channel at all")
    ears = Ears()
    ears.listener.start()
    try:
        ears.wait_for_trust()
        ears.forget()
        theme = make.theme()
        ears.wait(bool)
    finally:
        ears.listener.stop()

    assert ears.told[0] == frozenset({"theme", f"theme:{theme.pk}"})
    assert "Changes are heard of by heartbeats alone" in caplog.text


def test_a_forked_process_listens_for_itself(ears: Ears) -> None:
    inherited = ears.listener.trusted_until
    child = os.fork()
    if child == 0:
        signal.alarm(int(SECONDS))
        with contextlib.suppress(BaseException):
            ears.listener.start()
            ears.wait_until(lambda: ears.listener.trusted_until > inherited + module.LEASE)
            os._exit(0)
        os._exit(1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_stopped_listener_is_not_trusted_and_can_be_started_again(ears: Ears) -> None:
    ears.listener.stop()
    assert not ears.listener.is_trusted()
    assert ears.told == [None]

    ears.listener.start()
    ears.wait_for_trust()


def test_a_page_that_expires_is_told_when_it_does(ears: Ears) -> None:
    article, other = make.article(), make.article()
    ears.wait(lambda told: len(told) >= 3)  # The list of news, and the two.
    ears.forget()
    expiry = timezone.now() + timedelta(seconds=1.5)
    Page.objects.filter(pk=other.pk).update(expire_at=expiry + timedelta(days=1))
    Page.objects.filter(pk=article.pk).update(expire_at=expiry)

    ears.wait(lambda told: len(told) >= 3)

    # The two updates; then the time has come.
    of_other, of_article = (frozenset({"news-article", "page", str(page.translation_key)}) for page in (other, article))
    assert ears.told == [of_other, of_article, of_article]
    assert timezone.now() >= expiry


def test_what_turns_at_a_moment_is_told_then(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """As an event that ends at 16.00 will be. No type of content has such a moment yet: another column stands in."""
    ends = Turn(NewsArticlePage._meta.db_table, "page_ptr_id", "sort_first_published")
    monkeypatch.setattr(heartbeat, "turns", lambda: (*turns(), ends))
    article, draft = make.article(), make.article(live=False)
    end = timezone.now() + timedelta(seconds=1.5)
    NewsArticlePage.objects.filter(pk__in=[article.pk, draft.pk]).update(sort_first_published=end)
    ears = Ears()
    ears.listener.start()
    try:
        ears.wait_for_trust()
        ears.forget()

        ears.wait(bool)

        assert timezone.now() >= end
        assert ears.told == [frozenset({"news-article", "page", str(article.translation_key)})]
    finally:
        ears.listener.stop()


def test_a_new_day_changes_everything(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)

    ears.wait(bool)

    assert ears.told == [frozenset({"all"})]


def test_midnight_is_the_sites() -> None:
    assert 0 < module.seconds_until_midnight() <= 24 * 3600
    assert timezone.localdate(timezone.now() + timedelta(seconds=module.seconds_until_midnight() + 1)) > (
        timezone.localdate()
    )
