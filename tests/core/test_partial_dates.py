"""Dates that are known as far as they are known."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cms.core.partial_dates import Precision, in_words, known, parsed, period_in_words


@pytest.mark.parametrize(
    ("typed", "kept", "precision", "first", "last"),
    [
        ("2014", "2014", Precision.YEAR, date(2014, 1, 1), date(2014, 12, 31)),
        ("2014-H1", "2014-H1", Precision.HALF_YEAR, date(2014, 1, 1), date(2014, 6, 30)),
        (" 2014 - h2 ", "2014-H2", Precision.HALF_YEAR, date(2014, 7, 1), date(2014, 12, 31)),
        ("2016-2", "2016-02", Precision.MONTH, date(2016, 2, 1), date(2016, 2, 29)),
        ("0999-1", "0999-01", Precision.MONTH, date(999, 1, 1), date(999, 1, 31)),
        ("2016-02-29", "2016-02-29", Precision.DAY, date(2016, 2, 29), date(2016, 2, 29)),
        ("27.8.2014", "2014-08-27", Precision.DAY, date(2014, 8, 27), date(2014, 8, 27)),
        ("8/2014", "2014-08", Precision.MONTH, date(2014, 8, 1), date(2014, 8, 31)),
        ("12.2015", "2015-12", Precision.MONTH, date(2015, 12, 1), date(2015, 12, 31)),
    ],
)
def test_what_is_typed_is_kept_in_one_way(typed: str, kept: str, precision: Precision, first: date, last: date) -> None:
    day = parsed(typed)

    assert (str(day), day.precision, day.first_day, day.last_day) == (kept, precision, first, last)
    assert parsed(str(day)) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2015-02-29", "There is no such day: 2015-02-29."),
        ("2015-13", "There is no such day: 2015-13."),
        ("0000", "There is no such day: 0000."),
        ("2014-H3", "Write a year, half of one, a month or a day: 2014, 2014-H1, 2014-08 or 2014-08-27."),
        ("syksy 2014", "Write a year, half of one, a month or a day: 2014, 2014-H1, 2014-08 or 2014-08-27."),
        ("٢٠١٤-١٣", "There is no such day: ٢٠١٤-١٣."),
    ],
)
def test_what_is_no_date_is_refused_in_words(typed: str, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        parsed(typed)
    assert caught.value.messages == [said]
    assert known(typed) is None


@pytest.mark.parametrize("stored", [None, 2014, "", ["2014"]])
def test_what_is_no_text_is_no_date(stored: object) -> None:
    assert known(stored) is None


@pytest.mark.parametrize(
    ("typed", "fi", "sv", "en", "ru"),
    [
        ("2014", "2014", "2014", "2014", "2014"),
        (
            "2014-H1",
            "vuoden 2014 alkupuoli",
            "första halvåret 2014",
            "first half of 2014",
            "первая половина 2014 года",
        ),
        (
            "2014-H2",
            "vuoden 2014 loppupuoli",
            "andra halvåret 2014",
            "second half of 2014",
            "вторая половина 2014 года",
        ),
        ("2014-08", "elokuu 2014", "augusti 2014", "August 2014", "август 2014"),
        ("2014-08-27", "27. elokuuta 2014", "27 augusti 2014", "27 August 2014", "27 августа 2014"),
    ],
)
def test_it_is_written_in_words(typed: str, fi: str, sv: str, en: str, ru: str) -> None:
    assert [in_words(parsed(typed), tag) for tag in ("fi", "sv", "en", "ru")] == [fi, sv, en, ru]


@pytest.mark.parametrize(
    ("starts", "ends", "written"),
    [
        ("2014", "2017", "2014 – 2017"),
        ("2014", "2014", "2014"),
        ("2015-09", None, "September 2015 –"),
        (None, "2015", "– 2015"),
        (None, None, ""),
    ],
)
def test_a_period_is_written_with_its_open_end(starts: str | None, ends: str | None, written: str) -> None:
    assert period_in_words(known(starts), known(ends), "en") == written
