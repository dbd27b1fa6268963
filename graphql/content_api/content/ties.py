"""Memberships, and how ties are read of which an end may not be seen."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from content_api.base.fields import BY_NAME, column, declared, related
from content_api.reading import loading
from engine.selection import columns_asked
from organisations import models as organisation_models

if TYPE_CHECKING:
    from content_api.content.organisation import Organisation

AnOrganisation = Annotated["Organisation", BY_NAME]


def readable_ties(rows: list[Any], type_name: str, *ends: str) -> list[Any]:
    """Without those of which an end that the document asks for cannot be read: an organisation may expire between the
    statement that found the tie and the one that reads its ends, and one of them must not null the whole list."""
    asked = columns_asked(type_name)
    for end in ends:
        if asked is None or end in asked:
            rows = [row for row in rows if loading.linked_one(row, end, organisation_models.OrganisationPage)]
    return rows


def readable_memberships(rows: list[Any]) -> list[Any]:
    return readable_ties(rows, "Membership", "member_key", "member_of_key")


@declared(organisation_models.Membership, description="One organisation's membership in another.")
class Membership:
    organisation: AnOrganisation = related("The member.", "member")
    member_of: AnOrganisation = related("The umbrella or network that it has joined.")
    since: date | None = column("First day, when known.")
    until: date | None = column("Last day, when it has ended or will end.")
