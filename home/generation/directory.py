"""Generates organisations with their contacts, and the projects that they manage."""

from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone
from psycopg.types.json import Jsonb

from home.generation.library import Library
from home.generation.names import BusinessIds, person
from home.generation.pages import Body, Facts, Text
from home.generation.sheets import Sheet
from home.generation.words import Prose
from organisations.models import (
    OrganisationArea,
    OrganisationContact,
    OrganisationKind,
    OrganisationPage,
    ProjectArea,
    ProjectContact,
    ProjectFunder,
    ProjectPage,
)

_ORGANISATION_THEMES = OrganisationPage._meta.get_field("themes").remote_field.through
_PROJECT_THEMES = ProjectPage._meta.get_field("themes").remote_field.through
_KINDS = [OrganisationKind.ASSOCIATION.value] * 7 + [OrganisationKind.FOUNDATION.value, OrganisationKind.AGENCY.value]

Links = list[tuple[Any, str, dict[str, Any]]]


class Contacts:
    """Makes two contacts for each thing: a post, and a person who has consented."""

    def __init__(self, sheet: Sheet, prose: list[Prose]) -> None:
        self._sheet = sheet
        self._prose = prose

    def two(self, random: Random, link: Any, organisation: int | None) -> Links:
        number = random.randint(1_000_000, 9_999_999)
        titles = [{prose.tag: prose.words(random, 2) for prose in self._prose} for _ in range(2)]
        post = self._sheet.add(title=Jsonb(titles[0]), organisation_id=organisation, email=f"info-{number}@example.org")
        somebody = self._sheet.add(
            title=Jsonb(titles[1]),
            organisation_id=organisation,
            name=person(random),
            email=f"contact-{number}@example.org",
            phone=f"+358 40 {number // 10000:03} {number % 10000:04}",
            consent_purpose="Contact person on partner sites",
            consent_given_on=timezone.localdate() - timedelta(days=random.randrange(30, 900)),
        )
        return [
            (link, "page_id", {"sort_order": place, "contact_id": key}) for place, key in enumerate([post, somebody])
        ]


class Organisations:
    def __init__(self, seed: int, library: Library, contacts: Contacts, identifiers: BusinessIds) -> None:
        self._seed = seed
        self._library = library
        self._contacts = contacts
        self._identifiers = identifiers

    def random(self, number: int) -> Random:
        return Random(f"{self._seed}/organisation/{number}")

    def facts(self, random: Random) -> Facts:
        today = timezone.localdate()
        home = random.choice(self._library.municipalities)
        links = self._contacts.two(random, OrganisationContact, None)
        links += [(OrganisationArea, "page_id", {"sort_order": 0, "area_id": home})]
        for theme in random.sample(self._library.themes, 2):
            links.append((_ORGANISATION_THEMES, "organisationpage_id", {"theme_id": theme}))
        columns = {
            "kind": random.choice(_KINDS),
            "business_id": next(self._identifiers),
            "founded_year": random.randint(1880, 2020),
            "home_municipality_id": home,
            "serves_in": random.sample(["fi", "sv", "en", "ru", "ar", "so"], random.randint(1, 3)),
            "last_confirmed_on": today - timedelta(days=random.randrange(1, 1000)) if random.random() < 0.8 else None,
        }
        return Facts(columns, links, today - timedelta(days=random.randrange(10, 2200)))

    def text(self, prose: Prose, random: Random) -> Text:
        title = f"{prose.words(random, 2)} ry"
        summary = prose.quote(random)
        body = Body(random)
        for _ in range(2):
            body.paragraph(prose.paragraph(random))
        columns = {"summary": summary, "body": body.stored}
        return Text(title, columns, [("summary", summary), *body.strings])


class Projects:
    def __init__(self, seed: int, library: Library, contacts: Contacts, organisations: list[int]) -> None:
        self._seed = seed
        self._library = library
        self._contacts = contacts
        self._organisations = organisations

    def random(self, number: int) -> Random:
        return Random(f"{self._seed}/project/{number}")

    def facts(self, random: Random) -> Facts:
        today = timezone.localdate()
        starts_on = today - timedelta(days=random.randrange(-180, 2000))
        manager, funder = random.choice(self._organisations), random.choice(self._organisations)
        links = self._contacts.two(random, ProjectContact, manager)
        links += [
            (ProjectFunder, "page_id", {"sort_order": 0, "organisation_id": funder}),
            (ProjectArea, "page_id", {"sort_order": 0, "area_id": random.choice(self._library.municipalities)}),
        ]
        for theme in random.sample(self._library.themes, 2):
            links.append((_PROJECT_THEMES, "projectpage_id", {"theme_id": theme}))
        columns = {
            "starts_on": starts_on,
            "ends_on": starts_on + timedelta(days=random.randrange(300, 1200)),
            "managing_organisation_id": manager,
            "hero_image_id": random.choice(self._library.images),
        }
        return Facts(columns, links, min(today, starts_on))

    def text(self, prose: Prose, random: Random) -> Text:
        slogan, summary = prose.title(random), prose.quote(random)
        body = Body(random)
        for _ in range(3):
            body.paragraph(prose.paragraph(random))
        columns = {"slogan": slogan, "summary": summary, "body": body.stored}
        strings = [("slogan", slogan), ("summary", summary), *body.strings]
        return Text(prose.title(random), columns, strings)
