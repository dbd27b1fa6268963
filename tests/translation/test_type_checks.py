"""What a type of content says of itself and gets wrong is said at the start; what it leaves out, tests/recipe tries."""

import pytest

from cms.translation.type_checks import check_turns_have_indexes
from news.models import NewsArticlePage


def test_types_turn_at_moments_that_an_index_finds() -> None:
    assert check_turns_have_indexes() == []


@pytest.mark.parametrize("column", ["date", "sort_first_published"])
def test_a_day_or_a_moment_without_an_index_is_named(monkeypatch: pytest.MonkeyPatch, column: str) -> None:
    monkeypatch.setattr(NewsArticlePage, "turns", (column,))

    (error,) = check_turns_have_indexes()

    assert (error.id, error.msg) == (
        "verkosto.E037",
        f"NewsArticlePage turns with {column}, which is no date and time with an index.",
    )
