"""What two people wrote of one text at the same time: both are shown, and merged where they do not touch."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cms.translation.screen.merging import merge
from news.models import NewsArticlePage
from tests import factories
from tests.admin import signed_in
from tests.translation.screen.screen import save

BASE = "Kom med i nätverket i dag."
RICH = '<p>Lue <a href="https://example.org/">lisää</a> <b>tänään</b> täältä.</p>'
RICH_TEXT = 'Lue <a id="a1">lisää</a> <b>tänään</b> täältä.'


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ("Följ med i nätverket i dag.", "Kom med i nätverket i morgon.", "Följ med i nätverket i morgon."),
        ("Kom med i vårt nätverk i dag.", "Kom med i nätverket genast i dag.", "Kom med i vårt nätverk genast i dag."),
        ("Kom nu med i nätverket i dag.", "Kom med i nätverket.", "Kom nu med i nätverket."),
        ("Kom med i nätet i dag.", "Kom med i nätverken i dag.", None),
        # The same change of both, and one more of mine.
        ("Följ med i nätverket i morgon.", "Följ med i nätverket i dag.", None),
        ("Följ med i nätverket nu.", "Följ med i föreningen i dag.", "Följ med i föreningen nu."),
        ("", "Kom med i nätverket i morgon.", None),
        (BASE, "Kom med i nätverket i morgon.", None),
        (
            "Följ <b>med</b> i nätverket i dag.",
            "Kom med i nätverket i morgon.",
            "Följ <b>med</b> i nätverket i morgon.",
        ),
    ],
)
def test_changes_that_do_not_touch_are_put_together(mine: str, theirs: str, merged: str | None) -> None:
    assert merge(BASE, mine, theirs) == merged
    assert merge(BASE, theirs, mine) == merged


WORDS = [f"ord{number}" for number in range(12)]


@given(st.sets(st.integers(0, 11)), st.sets(st.integers(0, 11)))
def test_a_merge_has_every_word_of_both_and_is_none_where_they_meet(mine: set[int], theirs: set[int]) -> None:
    def with_(places: set[int], by: str) -> list[str]:
        return [f"{by}{place}" if place in places else word for place, word in enumerate(WORDS)]

    merged = merge(" ".join(WORDS), " ".join(with_(mine, "m")), " ".join(with_(theirs, "t")))

    if not mine or not theirs or mine & theirs:
        assert merged is None
    else:
        both = [
            f"m{place}" if place in mine else f"t{place}" if place in theirs else word
            for place, word in enumerate(WORDS)
        ]
        assert merged == " ".join(both)


@pytest.fixture
def swedish() -> Client:
    return signed_in("Translators: sv")


@pytest.fixture
def article() -> NewsArticlePage:
    article = factories.article("Uutinen", ingress="Tule mukaan <heti>.", body=factories.stream(("paragraph", RICH)))
    factories.translate(article, "sv", strings=0, live=False)
    return article


def _second(client: Client, article: Any, original: str, *texts: str, **more: str) -> Any:
    """What the second is told when she began with the first of the texts, Anna saved the next, and she the last."""
    base, theirs, mine = texts
    anna = signed_in("Translators: sv", name="anna")
    version = save(client, article, original, base, version="", **more).json()["version"]
    assert save(anna, article, original, theirs, version=version, **more).status_code == 200
    answer = save(client, article, original, mine, version=version, base=base, **more)
    assert answer.status_code == 409
    return answer.json()


@pytest.mark.django_db
def test_the_second_is_told_how_both_differ_and_what_both_in_one_would_be(
    swedish: Client, article: NewsArticlePage
) -> None:
    told = _second(swedish, article, "Tule mukaan &lt;heti&gt;.", "Kom <nu> hit.", "Kom <nu> dit.", "Följ <nu> hit.")

    assert (told["by"], told["words"], told["merged"]) == ("anna", "Kom <nu> dit.", "Följ <nu> dit.")
    assert told["difference"] == [
        ["theirs", "Kom"], ["mine", "Följ"], ["both", " <nu> "], ["theirs", "dit"], ["mine", "hit"], ["both", "."],
    ]  # fmt: skip


@pytest.mark.django_db
def test_markup_is_merged_too(swedish: Client, article: NewsArticlePage) -> None:
    texts = ['Läs <a id="a1">mer</a> <b>i dag</b> här.', 'Läs <a id="a1">mer</a> <b>i dag</b> där.',
             'Läs <b><a id="a1">mer</a></b> <b>i dag</b> här.']  # fmt: skip

    told = _second(swedish, article, RICH_TEXT, *texts, rich="1")

    assert told["merged"] == 'Läs <b><a id="a1">mer</a></b> <b>i dag</b> där.'


@pytest.mark.django_db
def test_a_merge_that_may_not_stand_there_is_not_proposed(swedish: Client, article: NewsArticlePage) -> None:
    article = factories.article("Toinen")
    factories.translate(article, "sv", strings=0, live=False)
    base = "a b " + "c" * 100
    told = _second(swedish, article, "Toinen", base, "a" * 80 + base[1:], base + "d" * 80)
    assert told["merged"] is None


@pytest.mark.django_db
def test_without_what_was_begun_with_nothing_is_proposed(swedish: Client, article: NewsArticlePage) -> None:
    anna = signed_in("Translators: sv", name="anna")
    save(anna, article, "Uutinen", "Nyhet", version="")

    told = save(swedish, article, "Uutinen", "En nyhet", version="").json()

    assert told["merged"] is None
    assert told["difference"] == [["theirs", "Nyhet"], ["mine", "En nyhet"]]
