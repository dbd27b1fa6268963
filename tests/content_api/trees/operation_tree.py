"""A tree in which nothing is empty: a hundred rows for each list, each with everything it can have."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import override_settings
from wagtail.models import Site

from home.models import Footer, Menu, SignUp, SiteChannel, SiteSettings
from organisations.models import BodyTerm, KeyFigure, Membership, OrganisationPage, Representation
from tests import factories as make
from tests.content_api.trees import operation_services as services
from tests.content_api.trees.bodies import Library, fetch_embed, listed, plan_goal, stored
from tests.content_api.trees.copies import copies
from tests.content_api.trees.operation_services import with_renditions

CHANNEL = {"kind": "FACEBOOK", "url": "https://example.org/ryhma", "label": {"fi": "Ryhmä"}}
ADDRESS = {
    "street": "Katu 1", "postal_code": "02100", "city": "Espoo", "latitude": 60.2055, "longitude": 24.6559,
}  # fmt: skip


@dataclass
class Tree:
    umbrella: OrganisationPage
    article: Any
    long_article: Any
    translation: Any
    plan: Any


def _figures() -> None:
    figures = [KeyFigure(value=str(number), as_of=date(2001, 1, 1), source="x") for number in range(services.ROWS)]
    KeyFigure.objects.bulk_create(figures)
    for figure in figures:
        make.earlier_value(figure, "0", date(2000, 1, 1))


def _organisations(themes: list[Any], groups: list[Any]) -> OrganisationPage:
    umbrella = make.organisation("Liitto", kind="UMBRELLA", home_municipality=make.area("049"))
    member = make.organisation(
        "Yhdistys",
        short_name="Y",
        business_id="0112038-9",
        founded_year=1990,
        home_municipality=make.area("049"),
        logo=with_renditions(make.image()),
        serves_in=["fi", "so"],
        last_confirmed_on=date(2026, 1, 1),
        themes=themes,
        target_groups=groups,
        body=Library().body(),
    )
    for code in ("049", "WELLBEING_COUNTY:03", "FI"):
        member.areas.create(area=make.area(code))
    member.addresses.create(**ADDRESS)
    member.channels.create(**CHANNEL)
    member.contacts.create(contact=make.contact(organisation=umbrella))
    members = [make.publish(member)]
    members += copies(members[0], services.ROWS - 1)
    Membership.objects.bulk_create(Membership(member=page, member_of=umbrella) for page in members)
    Membership.objects.create(member=umbrella, member_of=members[0])
    bodies = [make.body(name={"fi": f"Neuvottelukunta {number}"}, host=page) for number, page in enumerate(members)]
    Representation.objects.bulk_create(Representation(organisation=umbrella, body=body) for body in bodies)
    BodyTerm.objects.bulk_create(BodyTerm(body=body, starts_on=date(2020, 1, 1)) for body in bodies)
    _figures()
    for page in (umbrella,):
        page.areas.create(area=make.area("REGION:01"))
        page.addresses.create(**ADDRESS)
        page.channels.create(**CHANNEL)
        page.contacts.create(contact=make.contact())
        page.themes.set(themes)
        page.target_groups.set(groups)
        page.logo = make.image()
        page.body = Library().body()
    return make.publish(umbrella)


def _project(umbrella: OrganisationPage, themes: list[Any], groups: list[Any]) -> Any:
    project = make.project(
        "Hanke",
        slogan="Yhdessä",
        starts_on=date(2026, 1, 1),
        managing_organisation=umbrella,
        programme=make.programme(coordinator=umbrella),
        themes=themes,
        target_groups=groups,
    )
    project.funders.create(organisation=umbrella)
    project.partners.create(organisation=umbrella, role={"fi": "Kumppani"})
    project.areas.create(area=make.area("049"))
    project.contacts.create(contact=make.contact(organisation=umbrella))
    project = make.publish(project)
    copies(project, services.ROWS - 1)
    return project


def _position(umbrella: OrganisationPage, themes: list[Any]) -> Any:
    older = make.position("Vanhempi", valid_until=date(2026, 1, 31))
    position = make.position(
        "Kannanotto",
        adopted_by=umbrella,
        supersedes=older,
        themes=themes,
        demands=[stored("statement", "Lisää tiloja.")],
    )
    position.addressees.create(organisation=umbrella)
    position.endorsements.create(organisation=umbrella)
    position.attachments.create(document=make.document())
    position = make.publish(position)
    copies(position, services.ROWS - 1)
    return position


def _event(umbrella: OrganisationPage, project: Any, themes: list[Any]) -> Any:
    event = make.event(
        "Tapahtuma",
        themes=themes,
        ends_at=make.at(2026, 1, 15, 18),
        online_url="https://example.org/",
        registration_url="https://example.org/",
        **ADDRESS,
    )
    event.organisers.create(organisation=umbrella)
    event.projects.create(project=project)
    event.areas.create(area=make.area("049"))
    event.contacts.create(contact=make.contact(organisation=umbrella))
    event = make.publish(event)
    copies(event, services.ROWS - 1)
    return event


def _contribution(tree: dict[str, Any], themes: list[Any]) -> Any:
    contribution = make.contribution(
        "Kyselyn tulokset",
        languages=["so", "ru"],
        document=make.document(),
        themes=themes,
        body=Library().body(),
    )
    contribution.areas.create(area=make.area("049"))
    contribution.commissioned_by.create(organisation=tree["umbrella"])
    contribution.made_by.create(organisation=tree["umbrella"])
    contribution.projects.create(project=tree["project"])
    contribution = make.publish(contribution)
    copies(contribution, services.ROWS - 1)
    return contribution


def _cooperation(umbrella: OrganisationPage, project: Any, themes: list[Any]) -> dict[str, Any]:
    """A network below another, with a hundred members and networks of its own, and a working group."""
    above = make.network("Kattoverkosto", coordinator=umbrella)
    network = make.network(
        "Verkosto",
        coordinator=umbrella,
        founded_year=2017,
        parent_network=above,
        parent_organisation=umbrella,
        themes=themes,
        body=Library().body(),
    )
    for number in range(services.ROWS):
        network.members.create(organisation=umbrella, role={"fi": "Jäsen"}, sort_order=number)
    network.chairs.create(organisation=umbrella, year=2023)
    group = make.working_group(
        "Työryhmä", network=network, project=project, organisation=umbrella, chair=umbrella, themes=themes
    )
    group.members.create(organisation=umbrella)
    for page in (network, group):
        page.areas.create(area=make.area("049"))
        page.channels.create(**CHANNEL)
        page.contacts.create(contact=make.contact(organisation=umbrella))
    group, network = make.publish(group), make.publish(network)
    for page in (group, network):
        copies(page, services.ROWS - 1)
    plan = _plan(umbrella, network, group, themes)
    return {"network": network, "group": group, "plan": plan, "meeting": _meeting(umbrella, group, themes)}


def _plan(umbrella: OrganisationPage, network: Any, group: Any, themes: list[Any]) -> Any:
    plan = make.action_plan(
        "Suunnitelma",
        working_group=group,
        network=network,
        organisation=umbrella,
        starts_on=date(2014, 1, 1),
        themes=themes,
        goals=[plan_goal(umbrella)],
        body=Library().body(),
    )
    copies(plan, services.ROWS - 1)
    return plan


def _meeting(umbrella: OrganisationPage, group: Any, themes: list[Any]) -> Any:
    item = {"starts_at": "13:00", "ends_at": "13:15", "title": "Alku", "speakers": "Isännät", "text": "Tervetuloa."}
    meeting = make.meeting(
        "Kokous",
        working_group=group,
        ends_at=make.at(2026, 1, 15, 18),
        place_name="Sali",
        online_url="https://example.org/",
        themes=themes,
        agenda=[stored("agenda_item", item)],
        decisions=[stored("statement", "Jatketaan.")],
        minutes=Library().body(),
        **ADDRESS,
    )
    meeting.hosts.create(organisation=umbrella)
    meeting.documents.create(document=make.document())
    meeting.next_meetings.create(meeting=make.meeting("Seuraava", working_group=group))
    meeting = make.publish(meeting)
    copies(meeting, services.ROWS - 1)
    return meeting


def _articles(tree: dict[str, Any], themes: list[Any]) -> tuple[Any, Any]:
    def written(title: str, body: list[Any]) -> Any:
        page = make.article(title, hero_image=with_renditions(make.image()), themes=themes, body=body)
        page.areas.create(area=make.area("049"))
        page.organisations.create(organisation=tree["umbrella"])
        page.projects.create(project=tree["project"])
        page.positions.create(position=tree["position"])
        page.events.create(event=tree["event"])
        page.contacts.create(contact=make.contact(organisation=tree["umbrella"]))
        return make.publish(page)

    article = written("Vapaaehtoistoiminta", Library().body())
    long_article = written("Pitkä", [*Library().body(), *Library().body() * 4])
    make.translate(article, "sv")
    copies(article, services.ROWS - 1)
    return article, long_article


def _site(page: Any) -> None:
    site_settings = SiteSettings.objects.create(
        site=Site.objects.get(is_default_site=True),
        name={"fi": "Verkosto"},
        email="verkosto@example.org",
        phone="+358 40 123 4567",
        street="Katu 1",
        postal_code="02100",
        city="Espoo",
    )
    SiteChannel.objects.create(page=site_settings, **CHANNEL)
    SignUp.objects.create(page=site_settings, label={"fi": "Uutiskirje"}, url="https://example.org/tilaa")
    child = {"title": "", "page": page.pk, "url": ""}
    for handle in ("main", "footer"):
        items = [stored("item", {**child, "children": listed(child, child)}) for _ in range(5)]
        Menu.objects.create(handle=handle, locale=make.locale("fi"), items=items)
    Footer.objects.create(locale=make.locale("fi"), body=Library().section())


@contextmanager
def operation_tree(media_root: Path) -> Iterator[Tree]:
    with override_settings(MEDIA_ROOT=media_root):
        themes, groups = [make.theme("osallisuus"), make.theme("kotoutuminen")], [make.target_group("nuoret")]
        umbrella = _organisations(themes, groups)
        pages = {
            "umbrella": umbrella,
            "project": _project(umbrella, themes, groups),
            "position": _position(umbrella, themes),
            "funding": services.funding(umbrella, themes, groups),
            "volunteering": services.volunteering(umbrella, themes, groups),
        }
        pages["contribution"] = _contribution(pages, themes)
        pages |= _cooperation(umbrella, pages["project"], themes)
        pages["event"] = _event(umbrella, pages["project"], themes)
        services.training(umbrella, pages["event"], themes, groups)
        article, long_article = _articles(pages, themes)
        fetch_embed()
        _site(article)
        translation = article.get_translation(make.locale("sv"))
        connection.check_constraints()  # Here, and not again at the end of each test.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE (SKIP_LOCKED)")  # No plan for empty tables.
        yield Tree(umbrella, article, long_article, translation, pages["plan"])
