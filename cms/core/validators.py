"""Rules and formats of facts: an error is told in words, and what is valid is kept in one form."""

from datetime import date, time
from typing import TypeVar

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import InvalidChecksum
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.fi import associationid, ytunnus

# Of both ends the same: days, moments or times of the day.
Moment = TypeVar("Moment", date, time)


def validate_business_id(value: str) -> None:
    """Raises ValidationError for what is no business ID (Y-tunnus).

    A business ID has seven digits, a hyphen and a check digit (Business Information System rule, modulus 11).
    """
    try:
        ytunnus.validate(value)
    except InvalidChecksum:
        raise ValidationError(
            _("The check digit of the business ID %(value)s is wrong: look for a typing error."),
            params={"value": value},
            code="business_id_check_digit",
        ) from None
    except StdnumError:
        raise ValidationError(
            _("A business ID has seven digits, a hyphen and a check digit, like 1234567-1."), code="business_id"
        ) from None


def format_business_id(value: str) -> str:
    return str(ytunnus.format(value))


def validate_association_number(value: str) -> None:
    """Raises ValidationError for what is no number of the register of associations.

    The Finnish Patent and Registration Office gives numbers of up to six digits.
    """
    try:
        associationid.validate(value)
    except StdnumError:
        raise ValidationError(
            _("An association register number has at most six digits, like 123.456."), code="association_number"
        ) from None


def format_association_number(value: str) -> str:
    return str(associationid.format(value))


def parse_phone(value: str) -> phonenumbers.PhoneNumber:
    """Reads a telephone number; one without a country code is read as Finnish. Raises ValidationError if it is none."""
    try:
        number = phonenumbers.parse(value, "FI")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(
            _("%(value)s is not a telephone number: write it like 040 123 4567 or +358 40 123 4567."),
            params={"value": value},
            code="phone",
        )
    return number


def validate_phone(value: str) -> None:
    parse_phone(value)


def format_phone(value: str) -> str:
    return phonenumbers.format_number(parse_phone(value), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@deconstructible
class Between:
    """Raises ValidationError for a number outside the bounds, both of which are allowed.

    The message tells the bounds and the unit.
    """

    def __init__(self, low: float, high: float, unit: str) -> None:
        self.low, self.high, self.unit = low, high, unit

    def __call__(self, value: float) -> None:
        if not self.low <= value <= self.high:
            raise ValidationError(
                _("Between %(low)s and %(high)s %(unit)s."),
                params={"low": self.low, "high": self.high, "unit": self.unit},
                code="out_of_bounds",
            )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Between) and vars(self) == vars(other)

    __hash__ = object.__hash__


def period_error(starts: Moment | None, ends: Moment | None) -> ValidationError | None:
    """Returns the error of a period that ends before it starts, for the field of the end; else None."""
    if starts and ends and ends < starts:
        return ValidationError(_("The end is before the start."), code="end_before_start")
    return None
