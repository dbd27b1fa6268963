"""Deleting a page of one language takes nothing from the others, whichever way it is deleted."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, ReferenceIndex

from cms.translation.models import TextState, TextStatus
from organisations.models import (
    Contact,
    Membership,
    OrganisationIndexPage,
    OrganisationPage,
    ProjectPage,
    Representation,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def _administrator() -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(make.user("root", is_superuser=True))
    return client


def _in_bulk(page: Any) -> None:
    response = _administrator().post(f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}&next=/admin/")
    assert response.status_code == 302


def _in_the_editor(page: Any) -> None:
    assert _administrator().post(f"/admin/pages/{page.pk}/delete/").status_code == 302


WAYS: dict[str, Callable[[Any], Any]] = {
    "the page itself": lambda page: page.delete(),
    "a plain row": lambda page: Page.objects.get(pk=page.pk).delete(),
    "the editor": _in_the_editor,
    "in bulk": _in_bulk,
    "with its section": lambda page: Page.objects.get(pk=page.pk).get_parent().delete(),
}


def _state(page: Any) -> tuple[str, str]:
    state = TextState.objects.get(page=page)
    return state.status, state.source_locale.language_code


@pytest.mark.parametrize("way", WAYS)
def test_the_other_language_keeps_what_points_at_the_organisation(way: str) -> None:
    finnish, network = make.organisation("Yhdistys"), make.organisation("Verkosto", tag="sv")
    swedish = make.translate(finnish, "sv")
    make.membership(finnish, network)
    make.membership(network, finnish)
    make.representation(finnish, body=make.body(host=finnish))
    contact = make.contact(organisation=finnish)
    project = make.project(managing_organisation=finnish, tag="sv")
    project.funders.create(organisation=finnish)
    project = make.publish(project)

    WAYS[way](finnish)

    assert not OrganisationPage.objects.filter(pk=finnish.pk).exists()
    assert _state(swedish) == (TextStatus.ORIGINAL, "sv")
    assert [(tie.member_id, tie.member_of_id) for tie in Membership.objects.all()] == [
        (swedish.pk, network.pk), (network.pk, swedish.pk),
    ]  # fmt: skip
    assert list(Representation.objects.values_list("organisation", "body__host")) == [(swedish.pk, swedish.pk)]
    assert Contact.objects.get(pk=contact.pk).organisation_id == swedish.pk
    stored = ProjectPage.objects.get(pk=project.pk)
    # What an editor opens and publishes again is the revision.
    again = make.publish(stored.get_latest_revision_as_object())
    for page in (stored, again):
        assert page.managing_organisation_id == swedish.pk
        assert list(page.funders.values_list("organisation", flat=True)) == [swedish.pk]
    sources = {int(reference.object_id) for reference in ReferenceIndex.get_references_to(swedish)}
    assert project.pk in sources


def test_deleting_a_translation_leads_what_points_at_it_to_the_original() -> None:
    finnish, network = make.organisation(), make.organisation()
    swedish, english = make.translate(finnish, "sv"), make.translate(finnish, "en")
    make.membership(english, network)

    english.delete()

    assert Membership.objects.get().member_id == finnish.pk
    assert (_state(finnish), _state(swedish)) == ((TextStatus.ORIGINAL, "fi"), (TextStatus.TRANSLATED, "fi"))


def test_the_last_page_of_a_group_takes_its_ties_along() -> None:
    page, network = make.organisation(), make.organisation()
    make.membership(page, network)

    page.delete()

    assert not Membership.objects.exists()
    assert OrganisationPage.objects.filter(pk=network.pk).exists()


def test_deleting_both_languages_at_once_leaves_the_third_the_original() -> None:
    finnish, network = make.organisation(), make.organisation()
    swedish, english = make.translate(finnish, "sv"), make.translate(finnish, "en")
    make.membership(finnish, network)

    address = f"/admin/bulk/wagtailcore/page/delete/?id={finnish.pk}&id={swedish.pk}&next=/admin/"
    assert _administrator().post(address).status_code == 302

    assert _state(english) == (TextStatus.ORIGINAL, "en")
    assert Membership.objects.get().member_id == english.pk


def test_an_alias_that_is_left_alone_is_the_original() -> None:
    page = make.organisation()
    make.home("sv")
    make.alias(page, "sv")

    page.delete()

    left = OrganisationPage.objects.get(translation_key=page.translation_key)
    assert (left.alias_of_id, _state(left)) == (None, (TextStatus.ORIGINAL, "sv"))


def test_an_heirs_revision_does_not_bring_back_the_facts_of_its_day() -> None:
    page = make.project(ends_on=date(2026, 12, 31))
    page.addresses.create(street="Vanha katu 1", city="Espoo")
    page = make.publish(page)
    swedish = make.translate(page, "sv")
    page.ends_on = date(2027, 6, 30)
    page.addresses.set([page.addresses.model(street="Uusi katu 1", city="Espoo")])
    make.publish(page).delete()

    heir = ProjectPage.objects.get(pk=swedish.pk).get_latest_revision_as_object()
    heir.title = "Utan skrivfel"
    heir = make.publish(heir)

    assert (heir.title, heir.ends_on) == ("Utan skrivfel", date(2027, 6, 30))
    assert [address.street for address in heir.addresses.all()] == ["Uusi katu 1"]


def test_a_section_hands_over_too() -> None:
    make.organisation()
    make.translate(OrganisationIndexPage.objects.get(locale=make.locale("fi")), "sv")

    Page.objects.get(pk=OrganisationIndexPage.objects.get(locale=make.locale("fi")).pk).delete()

    assert _state(OrganisationIndexPage.objects.get()) == (TextStatus.ORIGINAL, "sv")
