"""What a kept statement is known by: the function, its arguments, the reader and the day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.core.readers import ANONYMOUS, Reader, current_reader, reading_as
from content_api.reading.statements import Statement, kept
from organisations.models import Theme

pytestmark = pytest.mark.django_db


def _themes(slug: str) -> Statement:
    return Statement(Theme.objects.filter(slug=slug), {"id": "pk"})


def _groups(slug: str) -> Statement:
    return _themes(slug)


THEMES, GROUPS = kept(_themes), kept(_groups)


def test_the_same_question_gets_the_same_statement() -> None:
    assert THEMES("a") is THEMES("a")


def test_another_function_argument_reader_or_day_gets_another_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    first = THEMES("a")
    others = [THEMES("b"), GROUPS("a")]
    with reading_as(Reader("partner")):
        others.append(THEMES("a"))
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    others.append(THEMES("a"))

    assert len({id(statement) for statement in [first, *others]}) == 5


def test_a_function_that_could_see_more_than_its_arguments_is_refused() -> None:
    seen = "a"
    with pytest.raises(TypeError, match="sees more than its arguments"):
        kept(lambda: _themes(seen))


def test_who_says_nothing_reads_as_everybody_does() -> None:
    with reading_as(Reader("partner")):
        assert current_reader() == Reader("partner")
    assert current_reader() is ANONYMOUS
