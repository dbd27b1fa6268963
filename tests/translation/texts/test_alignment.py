"""What each text of an original has become after a change."""

from random import Random

import pytest

from cms.translation.texts.alignment import Match, Text, align

TITLE, INGRESS, FIRST = (
    Text("title", "Verkosto kutsuu"),
    Text("ingress", "Tule mukaan."),
    Text("body.a", "Ensimmäinen."),
)


def _became(before: list[Text], after: list[Text]) -> list[tuple[str, str, bool]]:
    return [(before[match.before].words, after[match.after].words, match.is_same) for match in align(before, after)]


def test_nothing_changed_is_everything_the_same() -> None:
    texts = [TITLE, INGRESS, FIRST]

    assert align(texts, texts) == [Match(number, number, is_same=True) for number in range(3)]


def test_a_text_that_moved_is_the_same_text() -> None:
    before = [Text("body.t.0-0", "Tavoite"), Text("body.t.1-0", "Näkyvyys")]
    after = [Text("body.t.0-0", "Tavoite"), Text("body.t.1-0", "Uusi rivi"), Text("body.t.2-0", "Näkyvyys")]

    assert _became(before, after) == [("Tavoite", "Tavoite", True), ("Näkyvyys", "Näkyvyys", True)]


def test_one_corrected_letter_is_the_same_text_changed() -> None:
    assert _became([TITLE, INGRESS], [TITLE, Text("ingress", "Tule mukaan!")]) == [
        ("Verkosto kutsuu", "Verkosto kutsuu", True),
        ("Tule mukaan.", "Tule mukaan!", False),
    ]


def test_a_changed_text_is_found_where_it_moved_to() -> None:
    before = [Text("body.a", "Verkosto auttaa yhdistyksiä vaikuttamaan."), Text("body.b", "Kokous on maanantaina.")]
    after = [
        Text("body.c", "Kokous on tiistaina."),
        Text("body.a", "Verkosto auttaa yhdistyksiä vaikuttamaan yhdessä."),
    ]

    assert _became(before, after) == [
        ("Verkosto auttaa yhdistyksiä vaikuttamaan.", "Verkosto auttaa yhdistyksiä vaikuttamaan yhdessä.", False),
        ("Kokous on maanantaina.", "Kokous on tiistaina.", False),
    ]


def test_what_was_written_anew_in_its_place_is_matched_by_its_place() -> None:
    assert _became([TITLE], [Text("title", "Aivan muuta")]) == [("Verkosto kutsuu", "Aivan muuta", False)]


def test_texts_with_nothing_in_common_are_not_matched() -> None:
    assert _became([Text("body.a", "Ensimmäinen.")], [Text("body.b", "Kuka voi liittyä?")]) == []


def test_an_address_is_no_text() -> None:
    address, other = Text("slug", "verkosto-kutsuu"), Text("slug", "uusi-osoite")

    assert _became([address], [Text("body.a", "Verkosto kutsuu"), other]) == [("verkosto-kutsuu", "uusi-osoite", False)]


def test_the_same_words_twice_stay_in_their_order() -> None:
    before = [Text("demands", "Lisää tiloja."), Text("demands", "Lisää tiloja.")]

    assert align(before, before) == [Match(0, 0, is_same=True), Match(1, 1, is_same=True)]


@pytest.mark.parametrize("seed", range(200))
def test_whatever_is_edited_no_text_is_used_twice_and_none_that_is_still_there_is_lost(seed: int) -> None:
    random = Random(seed)
    words = [
        "verkosto",
        "auttaa",
        "yhdistyksiä",
        "vaikuttamaan",
        "palveluihin",
        "ja",
        "kutsuu",
        "kaikki",
        "mukaan",
        "tapahtumiin",
    ]

    def text(number: int) -> Text:
        return Text(f"body.{number % 7}", " ".join(random.choices(words, k=random.randint(1, 6))))

    before = [text(number) for number in range(random.randint(0, 12))]
    kept = [one for one in before if random.random() < 0.7]
    after = [*kept, *(text(number) for number in range(random.randint(0, 5)))]
    random.shuffle(after)

    matches = align(before, after)

    assert len({match.before for match in matches}) == len({match.after for match in matches}) == len(matches)
    assert all(match.is_same == (before[match.before].words == after[match.after].words) for match in matches)
    # As often as words stand on both sides, so often they are matched as the same.
    for same in {one.words for one in before}:
        both = min(sum(one.words == same for one in side) for side in (before, after))
        assert sum(before[match.before].words == same and match.is_same for match in matches) == both
