"""Who belongs to networks: their members and chairs, and the networks of an organisation."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from django.db.models import F, Q

from content_api.base.fields import BY_NAME
from content_api.base.localised import Localised
from content_api.lists.conditions import groups_of
from content_api.reading import belonging, loading
from content_api.reading.loading import Batch, Locales
from content_api.reading.statements import Slot, Statement, kept
from organisations import models as organisation_models
from organisations.models import NetworkPage

if TYPE_CHECKING:
    from content_api.content.organisation import Organisation

AnOrganisation = Annotated["Organisation", BY_NAME]


@strawberry.type(description="An organisation that belongs or belonged to a network.")
class NetworkMember(Localised):
    tag: strawberry.Private[str]
    organisation: AnOrganisation = strawberry.field(description="Who belongs to it, in its best language.")
    role: str | None = strawberry.field(description="What it does in the network, in the reader's language.")
    since: date | None = strawberry.field(description="First day, when known.")
    until: date | None = strawberry.field(description="Last day, when it has left or will leave.")


@strawberry.type(description="Who chairs a network in a year.")
class NetworkChair:
    year: int = strawberry.field(description="When it chairs: a calendar year.")
    organisation: AnOrganisation = strawberry.field(description="Who chairs it, in its best language.")


def _named(batch: Batch, model: Any) -> list[tuple[Any, Any]]:
    """The rows of networks that name an organisation, each with that in its best language; hidden ones are left out."""
    rows = [row for of in belonging.child_rows(batch, model).values() for row in of]
    keys = [row.organisation_key for row in rows]
    best = loading.best_content(organisation_models.OrganisationPage, keys, batch.locales)
    return [(row, best[row.organisation_key]) for row in rows if row.organisation_key in best]


def members_of(batch: Batch) -> dict[int, list[tuple[Any, NetworkMember]]]:
    """The rows of members by network, with what each is in the schema."""
    found: dict[int, list[tuple[Any, NetworkMember]]] = defaultdict(list)
    for row, organisation in _named(batch, organisation_models.NetworkMember):
        member = NetworkMember(
            tag=row.role.best_tag(batch.locales),
            organisation=organisation,
            role=row.role.best(batch.locales) or None,
            since=row.since,
            until=row.until,
        )
        found[row.page_id].append((row, member))
    return found


def chairs_of(batch: Batch) -> dict[int, list[NetworkChair]]:
    """The chairs of networks, the latest first."""
    found: dict[int, list[NetworkChair]] = defaultdict(list)
    rows = [named for named in _named(batch, organisation_models.NetworkChair) if named[0].year]
    for row, organisation in sorted(rows, key=lambda named: -named[0].year):
        found[row.page_id].append(NetworkChair(year=row.year, organisation=organisation))
    return found


def with_members(model: Any, values: Sequence[str], argument: str, locales: Any) -> Q:
    """Returns the condition for networks to which one of these organisations belongs today."""
    current = organisation_models.NetworkMember.objects.current()
    current = current.filter(organisation__translation_key__in=groups_of(values, "Organisation", argument))
    return Q(pk__in=current.values("page_id"))


@kept
def _with_member(chain: Locales) -> Statement:
    rows = organisation_models.NetworkMember.objects.current().filter(
        organisation__translation_key__any_of=Slot("groups"), page__in=NetworkPage.objects.best_of(chain)
    )
    return Statement(rows, {"group": "organisation__translation_key", "id": "page_id"})


@kept
def _with_coordinator(chain: Locales) -> Statement:
    rows = NetworkPage.objects.best_of(chain).filter(coordinator__translation_key__any_of=Slot("groups"))
    return Statement(rows, {"group": "coordinator__translation_key", "id": "pk"})


def _by_title(model: Any) -> Any:
    return model.objects.filter(id__any_of=Slot("ids")).order_by(F("sort_title"), "pk")


def networks_of(batch: Batch) -> dict[Any, list[Any]]:
    """The networks that organisations belong to today or coordinate, by the organisation's group."""
    groups = batch.groups()
    pairs = [row for of in (_with_member, _with_coordinator) for row in of(batch.chain).values(groups=groups)]
    wanted: dict[int, set[Any]] = defaultdict(set)
    for pair in pairs:
        wanted[pair["id"]].add(pair["group"])
    found: dict[Any, list[Any]] = defaultdict(list)
    if wanted:
        rows = loading.reading(_by_title, NetworkPage).rows(NetworkPage, ids=list(wanted))
        for network in loading.together(rows, batch.locales):
            for group in wanted[network.pk]:
                found[group].append(network)
    return found
