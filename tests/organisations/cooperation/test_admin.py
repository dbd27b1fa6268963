"""The lists of networks and working groups over all languages, and what readable pages show of them."""

from datetime import date

import pytest

from tests import factories
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db


def test_networks_are_listed_with_who_coordinates_them_and_what_they_are_part_of() -> None:
    above = factories.network("Neuvottelukunta")
    theme = factories.theme("nuoret")
    factories.network(
        "Hautomo", coordinator=factories.organisation("Hyte"), parent_network=above, founded_year=2017, themes=[theme]
    )
    client = signed_in("Communicators")

    everything = text_of(client.get("/admin/networks/"))
    for word in ("Hautomo", "Hyte", "Neuvottelukunta", "2017"):
        assert word in everything
    assert "Hyte" in text_of(client.get(f"/admin/networks/?themes={theme.pk}"))
    assert "Hautomo" not in text_of(client.get("/admin/networks/?q=neuvottelukunta")).replace("Hautomo (", "")


def test_groups_are_listed_with_what_they_belong_to_and_narrowed_by_kind() -> None:
    factories.working_group("Jerry", kind="REGIONAL", project=factories.project("Sakke"))
    factories.working_group("Teema", organisation=factories.organisation("Hyte"))
    client = signed_in("Communicators")

    everything = text_of(client.get("/admin/working-groups/"))
    for word in ("Jerry", "Sakke", "Teema", "Hyte", "Regional group"):
        assert word in everything
    narrowed = text_of(client.get("/admin/working-groups/?kind=REGIONAL"))
    assert "Sakke" in narrowed
    assert "Hyte" not in narrowed


def test_the_readable_page_shows_members_of_today_and_former_ones_apart() -> None:
    network = factories.network("Hautomo", coordinator=factories.organisation("Hyte"))
    network.members.create(organisation=factories.organisation("Nykyinen"), role={"fi": "Jäsen"})
    network.members.create(organisation=factories.organisation("Entinen"), until=date(2020, 12, 31))
    network.chairs.create(organisation=factories.organisation("Johtaja"), year=2023)
    network = factories.publish(network)
    client = signed_in("Communicators")

    shown = text_of(client.get(network.url_path))
    assert "Nykyinen (Jäsen)" in shown
    assert "Entinen (– 31. joulukuuta 2020)" in shown
    assert "Johtaja (2023)" in shown
    assert shown.index("Nykyinen") < shown.index("Entiset jäsenet") < shown.index("Entinen")


def test_the_readable_page_of_a_group_says_what_it_belongs_to() -> None:
    group = factories.working_group("Jerry", kind="REGIONAL", project=factories.project("Sakke"))

    shown = text_of(signed_in("Communicators").get(group.url_path))
    assert "Alueellinen ryhmä" in shown
    assert "Sakke" in shown
