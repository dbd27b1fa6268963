"""What the tree of operations has of services to members: a hundred of each, with everything they can have."""

from datetime import date
from typing import Any

from cms.media.models import Image, Rendition
from cms.media.pictures.presets import filter_specs
from organisations.models import OrganisationPage
from tests import factories as make
from tests.content_api.trees.bodies import Library, stored
from tests.content_api.trees.copies import copies

# Of each list, in both modules of this tree.
ROWS = 100


def with_renditions(image: Image) -> Image:
    """Rows as the job makes them, without the pictures."""
    Rendition.objects.bulk_create(
        Rendition(image=image, filter_spec=spec, focal_point_key="", file=f"images/{index}.jpg", width=64, height=36)
        for index, spec in enumerate(filter_specs())
    )
    return image


def funding(umbrella: OrganisationPage, themes: list[Any], groups: list[Any]) -> Any:
    """One can apply all the time."""
    funding = make.funding(
        "Avustus",
        applicants="Yhdistykset",
        funder=umbrella,
        application_url="https://example.org/hae",
        themes=themes,
        target_groups=groups,
        supported=[stored("statement", "Tilojen vuokra.")],
        how_to_apply=Library().body(),
    )
    funding.rounds.create(opens_day=1, opens_month=1, closes_day=31, closes_month=12)
    funding.areas.create(area=make.area("049"))
    funding.contacts.create(contact=make.contact(organisation=umbrella))
    funding = make.publish(funding)
    copies(funding, ROWS - 1)
    return funding


def training(umbrella: OrganisationPage, event: Any, themes: list[Any], groups: list[Any]) -> Any:
    training = make.training(
        "Kurssi",
        languages=["fi", "so"],
        enrolment_url="https://example.org/kurssille",
        hero_image=with_renditions(make.image()),
        themes=themes,
        target_groups=groups,
        modules=[stored("module", {"title": "Alku", "text": "Mitä vapaaehtoinen tekee."})],
        body=Library().body(),
    )
    training.organisers.create(organisation=umbrella)
    training.events.create(event=event)
    training.areas.create(area=make.area("049"))
    training.contacts.create(contact=make.contact(organisation=umbrella))
    training = make.publish(training)
    copies(training, ROWS - 1)
    return training


def volunteering(umbrella: OrganisationPage, themes: list[Any], groups: list[Any]) -> Any:
    opportunity = make.volunteering(
        "Puhelinystävä",
        organisation=umbrella,
        schedule="Torstaisin",
        skills="Halu kuunnella",
        languages=["fi", "so"],
        starts_on=date(2026, 1, 1),
        ends_on=date(2036, 12, 31),
        sign_up_url="https://example.org/mukaan",
        hero_image=with_renditions(make.image()),
        themes=themes,
        target_groups=groups,
        support=[stored("statement", "Perehdytys.")],
        body=Library().body(),
    )
    opportunity.areas.create(area=make.area("049"))
    opportunity.contacts.create(contact=make.contact(organisation=umbrella))
    opportunity = make.publish(opportunity)
    copies(opportunity, ROWS - 1)
    return opportunity
