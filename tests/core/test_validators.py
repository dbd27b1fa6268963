"""Facts with a rule of their own: what is wrong is refused in words, what is right is kept in one form."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from cms.core import validators
from cms.core.validators import Between
from organisations.models import Contact, OrganisationAddress, OrganisationPage, ProjectPage
from tests import factories as make


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Whether or not the catalogues have been compiled."""
    with override("en"):
        yield


def _code(validate: Any, value: Any) -> str | None:
    try:
        validate(value)
    except ValidationError as error:
        return str(error.code)
    return None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("0112038-9", None),
        ("01120389", None),
        ("1572860-0", None),
        ("0112038-8", "business_id_check_digit"),
        ("0112039-8", "business_id_check_digit"),
        ("112038-9", "business_id"),
        ("0112038-99", "business_id"),
        ("abcdefg-h", "business_id"),
        ("", "business_id"),
    ],
)
def test_business_ids(value: str, code: str | None) -> None:
    assert _code(validators.validate_business_id, value) == code


def test_a_wrong_check_digit_names_the_value() -> None:
    with pytest.raises(ValidationError, match="check digit of the business ID 0112038-8 is wrong"):
        validators.validate_business_id("0112038-8")


def test_a_business_id_is_kept_with_its_hyphen() -> None:
    assert validators.format_business_id("01120389") == "0112038-9"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("123.456", None),
        ("123456", None),
        ("1", None),
        ("1234567", "association_number"),
        ("12x", "association_number"),
        ("", "association_number"),
    ],
)
def test_association_numbers(value: str, code: str | None) -> None:
    assert _code(validators.validate_association_number, value) == code


def test_an_association_number_is_kept_with_its_point() -> None:
    assert validators.format_association_number("123456") == "123.456"


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("040 123 4567", "+358 40 1234567"),
        ("+358401234567", "+358 40 1234567"),
        ("00358 40 123 4567", "+358 40 1234567"),
        ("+46 8 123 456 78", "+46 8 123 456 78"),
    ],
)
def test_a_phone_number_is_kept_in_international_form(value: str, kept: str) -> None:
    assert validators.format_phone(value) == kept
    assert validators.format_phone(kept) == kept


@pytest.mark.parametrize("value", ["", "abc", "12", "+999 1", "040 123 4567 890 123 456"])
def test_what_is_no_phone_number_is_refused(value: str) -> None:
    assert _code(validators.validate_phone, value) == "phone"


@pytest.mark.parametrize(
    ("value", "code"), [(-90, None), (90, None), (0.5, None), (90.01, "out_of_bounds"), (-91, "out_of_bounds")]
)
def test_a_number_between_its_bounds(value: float, code: str | None) -> None:
    assert _code(Between(-90, 90, "°"), value) == code


def test_bounds_are_told_and_compared() -> None:
    with pytest.raises(ValidationError, match="Between -90 and 90 °"):
        Between(-90, 90, "°")(91)
    assert Between(-90, 90, "°") == Between(-90, 90, "°")
    assert Between(-90, 90, "°") != Between(-180, 180, "°")


@pytest.mark.parametrize(
    ("starts", "ends", "wrong"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), False),
        (date(2026, 1, 1), date(2026, 1, 2), False),
        (date(2026, 1, 2), date(2026, 1, 1), True),
        (None, date(2026, 1, 1), False),
        (date(2026, 1, 1), None, False),
        (None, None, False),
    ],
)
def test_a_period_does_not_end_before_it_starts(starts: date | None, ends: date | None, wrong: bool) -> None:
    error = validators.period_error(starts, ends)

    assert (error.code if error else None) == ("end_before_start" if wrong else None)


@pytest.mark.django_db
def test_models_keep_facts_in_one_form_and_refuse_twins() -> None:
    page = make.organisation(business_id="0112038-9", association_number="123456")
    assert OrganisationPage.objects.get(pk=page.pk).association_number == "123.456"
    make.translate(page, "sv")

    with pytest.raises(ValidationError, match="already has this business ID"):
        make.organisation(business_id="0112038-9")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"street": "Katu 1", "city": "Espoo"}, set()),
        ({"latitude": 60.2, "longitude": 24.6}, set()),
        ({"city": "Espoo", "latitude": 60.2}, {"longitude"}),
        ({"city": "Espoo", "longitude": 24.6}, {"latitude"}),
        ({"city": "Espoo", "latitude": 91, "longitude": 24.6}, {"latitude"}),
        ({"city": "Espoo", "latitude": 60.2, "longitude": 180.5}, {"longitude"}),
        ({"postal_code": "02100"}, {"__all__"}),
    ],
)
def test_an_address_has_a_place_and_a_whole_position(fields: dict[str, Any], wrong: set[str]) -> None:
    address = OrganisationAddress(**fields)
    try:
        address.full_clean(exclude=["page"])
        found: set[str] = set()
    except ValidationError as error:
        found = set(error.message_dict)

    assert found == wrong


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"email": "a@example.org"}, set()),
        ({"phone": "040 123 4567"}, set()),
        ({}, {"email"}),
        ({"email": "a@example.org", "name": "N"}, {"consent_purpose"}),
        ({"email": "a@example.org", "name": "N", "consent_purpose": "Sivuilla"}, {"consent_given_on"}),
        (
            {
                "email": "a@example.org",
                "name": "N",
                "consent_purpose": "Sivuilla",
                "consent_given_on": date(2026, 1, 1),
            },
            set(),
        ),
        (
            {"email": "a@example.org", "consent_given_on": date(2026, 1, 2), "consent_expires_on": date(2026, 1, 1)},
            {"consent_expires_on"},
        ),
    ],
)
def test_a_person_is_named_only_with_a_consent(fields: dict[str, Any], wrong: set[str]) -> None:
    contact = Contact(title={"fi": "Vastaava"}, **fields)
    try:
        contact.clean()
        found: set[str] = set()
    except ValidationError as error:
        found = set(error.message_dict)

    assert found == wrong


@pytest.mark.django_db
def test_a_project_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValidationError) as caught:
        ProjectPage(title="Hanke", starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1)).clean()

    assert set(caught.value.message_dict) == {"ends_on"}
