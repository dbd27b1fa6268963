"""Of many statements those in use are prepared, and no more than there is room for."""

from dataclasses import dataclass

import pytest
from django.db import connection

from content_api.reading import preparing, statements
from content_api.reading.columns import _chosen
from content_api.reading.preparing import Places
from content_api.reading.statements import Statement
from engine import limits
from organisations.models import Theme
from tests import factories as make


@dataclass
class Run:
    runs: int = 0
    is_prepared: bool = False


def test_who_has_a_place_keeps_it_while_it_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(preparing, "monotonic", lambda: now)
    places = Places(most=2, period=60)
    used, unused, newcomer = Run(), Run(), Run()
    for run in (used, unused, newcomer):
        places.take(run)
    assert [run.is_prepared for run in (used, unused, newcomer)] == [True, True, False]

    used.runs += 1
    now = 59
    places.take(newcomer)
    assert not newcomer.is_prepared
    now = 60
    places.take(newcomer)

    assert [run.is_prepared for run in (used, unused, newcomer)] == [True, False, True]
    assert len(places) == 2


@pytest.mark.django_db
def test_more_statements_in_turn_than_there_is_room_for_are_prepared_as_far_as_it_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(statements, "places", Places(most=110))
    monkeypatch.setattr(limits, "PREPARED_MAX", 110)
    theme = make.theme()
    made = [Statement(Theme.objects.filter(pk__lt=theme.pk + 1 + number), {"id": "id"}) for number in range(120)]

    for _ in range(limits.PREPARED_AFTER_RUNS + 2):
        for statement in made:
            assert statement.tuples() == [(theme.pk,)]

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%organisations_theme%'")
        assert cursor.fetchone() == (110,)
    assert [statement.is_prepared for statement in made] == [True] * 110 + [False] * 10


def test_choices_of_columns_are_bounded() -> None:
    assert _chosen.cache_info().maxsize == statements._built.cache_info().maxsize == limits.STATEMENTS_MAX
