"""Facts are entered once: what changes on the original is changed in every language at the next read."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from organisations.models import OrganisationPage, ProjectPage
from tests import factories as make
from tests.conftest import Graphql

LANGUAGES = ["fi", "sv", "en"]


def _in_every_language(graphql: Graphql, field: str, page: Any, facts: str) -> list[Any]:
    query = f"query ($by: ContentBy!, $locales: [LanguageTag!]) {{ {field}(by: $by, locales: $locales) {{ {facts} }} }}"
    by = {"translationKey": str(page.translation_key)}
    return [graphql(query, by=by, locales=[tag])[field] for tag in LANGUAGES]


def _translated(page: Any) -> Any:
    for tag in LANGUAGES[1:]:
        make.translate(page, tag)
    return page


def test_an_organisations_phone_is_changed_in_every_language_at_once(graphql: Graphql) -> None:
    contact = make.contact(phone="+358 40 123 4567")
    page = make.organisation()
    page.contacts.create(contact=contact)
    _translated(make.publish(page))

    contact.phone = "+358 40 765 4321"
    contact.save()

    assert (
        _in_every_language(graphql, "organisation", page, "contacts { phone }")
        == [{"contacts": [{"phone": "+358 40 765 4321"}]}] * 3
    )


def test_a_projects_end_is_changed_in_every_language_at_once(graphql: Graphql) -> None:
    page = _translated(make.project(starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)))

    page.ends_on = date(2027, 6, 30)
    make.publish(page)

    assert (
        _in_every_language(graphql, "project", page, "startsOn endsOn")
        == [{"startsOn": "2026-01-01", "endsOn": "2027-06-30"}] * 3
    )


def test_a_positions_adoption_is_changed_in_every_language_at_once(graphql: Graphql) -> None:
    page = _translated(make.position(adopted_on=date(2026, 1, 1)))

    page.adopted_on = date(2026, 3, 1)
    page.valid_from = date(2026, 4, 1)
    make.publish(page)

    assert (
        _in_every_language(graphql, "advocacyPosition", page, "adoptedOn validFrom")
        == [{"adoptedOn": "2026-03-01", "validFrom": "2026-04-01"}] * 3
    )


def test_facts_that_are_lists_are_replaced_in_every_language(graphql: Graphql) -> None:
    before, after = make.organisation("Ennen"), make.organisation("Jälkeen")
    page = make.project(themes=[make.theme("ennen")])
    page.funders.create(organisation=before)
    page.addresses.create(street="Vanha katu 1", city="Espoo")
    page.addresses.create(street="Vanha katu 2", city="Espoo")
    page = _translated(make.publish(page))
    facts = "funders { title } addresses { street } themes { slug }"
    assert (
        _in_every_language(graphql, "project", page, facts)
        == [
            {
                "funders": [{"title": "Ennen"}],
                "addresses": [{"street": "Vanha katu 1"}, {"street": "Vanha katu 2"}],
                "themes": [{"slug": "ennen"}],
            }
        ]
        * 3
    )

    page.funders.set([page.funders.model(organisation=after)])
    page.addresses.set([page.addresses.model(street="Uusi katu 1", city="Espoo")])
    page.themes.set([make.theme("jälkeen-1"), make.theme("jälkeen-2")])
    make.publish(page)

    assert (
        _in_every_language(graphql, "project", page, facts)
        == [
            {
                "funders": [{"title": "Jälkeen"}],
                "addresses": [{"street": "Uusi katu 1"}],
                "themes": [{"slug": "jälkeen-1"}, {"slug": "jälkeen-2"}],
            }
        ]
        * 3
    )


def test_a_list_emptied_is_emptied_in_every_language(graphql: Graphql) -> None:
    page = make.organisation(themes=[make.theme()])
    page.addresses.create(street="Katu 1", city="Espoo")
    page = _translated(make.publish(page))

    page.addresses.set([])
    page.themes.set([])
    make.publish(page)

    assert (
        _in_every_language(graphql, "organisation", page, "addresses { street } themes { slug }")
        == [{"addresses": [], "themes": []}] * 3
    )


def test_filters_see_the_changed_fact_in_every_language(graphql: Graphql) -> None:
    page = _translated(make.project(ends_on=date(2020, 1, 1)))
    query = """query ($locales: [LanguageTag!]) {
      projects(locales: $locales, filter: {status: [RUNNING]}) { totalCount }
    }"""
    assert [graphql(query, locales=[tag])["projects"]["totalCount"] for tag in LANGUAGES] == [0, 0, 0]

    page.ends_on = None
    make.publish(page)

    assert [graphql(query, locales=[tag])["projects"]["totalCount"] for tag in LANGUAGES] == [1, 1, 1]


def test_a_draft_of_the_original_changes_nothing(graphql: Graphql) -> None:
    page = make.organisation(founded_year=1990)
    page.addresses.create(street="Julkinen katu 1", city="Espoo")
    page = _translated(make.publish(page))

    page.founded_year = 2020
    page.addresses.set([page.addresses.model(street="Luonnoskuja 1", city="Espoo")])
    page.save_revision()

    assert (
        _in_every_language(graphql, "organisation", page, "foundedYear addresses { street }")
        == [{"foundedYear": 1990, "addresses": [{"street": "Julkinen katu 1"}]}] * 3
    )


def test_a_translation_published_over_a_draft_of_the_original_has_the_public_facts(graphql: Graphql) -> None:
    page = _translated(make.organisation(founded_year=1990))
    page.founded_year = 2020
    page.save_revision()

    for tag in LANGUAGES[1:]:
        make.publish(OrganisationPage.objects.get(translation_key=page.translation_key, locale=make.locale(tag)))

    assert _in_every_language(graphql, "organisation", page, "foundedYear") == [{"foundedYear": 1990}] * 3


def test_a_translation_synced_from_a_draft_of_the_original_has_the_public_facts(graphql: Graphql) -> None:
    page = _translated(make.organisation(founded_year=1990))
    page.founded_year = 2020
    page.save_revision()

    make.sync_translations(page)
    for tag in LANGUAGES[1:]:
        make.translate(page, tag)

    assert _in_every_language(graphql, "organisation", page, "foundedYear") == [{"foundedYear": 1990}] * 3


def test_facts_of_an_unpublished_original_do_not_reach_live_translations(graphql: Graphql) -> None:
    page = _translated(make.organisation(founded_year=1990))
    page.unpublish()
    page = OrganisationPage.objects.get(pk=page.pk)
    page.founded_year = 2020
    page.save()
    page.save_revision()

    for tag in LANGUAGES[1:]:
        make.publish(OrganisationPage.objects.get(translation_key=page.translation_key, locale=make.locale(tag)))

    assert _in_every_language(graphql, "organisation", page, "foundedYear") == [
        None, {"foundedYear": 1990}, {"foundedYear": 1990},
    ]  # fmt: skip


def test_an_original_published_again_gives_its_facts_again(graphql: Graphql) -> None:
    page = _translated(make.organisation(founded_year=1990))
    page.unpublish()
    page = OrganisationPage.objects.get(pk=page.pk)
    page.founded_year = 2020
    make.publish(page)

    assert _in_every_language(graphql, "organisation", page, "foundedYear") == [{"foundedYear": 2020}] * 3


def test_an_older_revision_of_a_translation_does_not_bring_old_facts_back(graphql: Graphql) -> None:
    page = make.organisation(founded_year=1990)
    page.addresses.create(street="Vanha katu 1", city="Espoo")
    page = _translated(make.publish(page))
    swedish = OrganisationPage.objects.get(translation_key=page.translation_key, locale=make.locale("sv"))
    old = swedish.get_latest_revision()
    page.founded_year = 2020
    page.addresses.set([page.addresses.model(street="Uusi katu 1", city="Espoo")])
    make.publish(page)

    old.publish()

    assert (
        _in_every_language(graphql, "organisation", page, "foundedYear addresses { street }")
        == [{"foundedYear": 2020, "addresses": [{"street": "Uusi katu 1"}]}] * 3
    )


def test_an_older_revision_of_the_original_brings_its_facts_to_every_language(graphql: Graphql) -> None:
    page = _translated(make.organisation(founded_year=1990))
    old = page.get_latest_revision()
    page.founded_year = 2020
    make.publish(page)

    old.publish()

    assert _in_every_language(graphql, "organisation", page, "foundedYear") == [{"foundedYear": 1990}] * 3


def test_a_fact_set_on_a_translation_is_overruled_by_the_original(graphql: Graphql) -> None:
    page = _translated(make.organisation(founded_year=1990))
    swedish = OrganisationPage.objects.get(translation_key=page.translation_key, locale=make.locale("sv"))

    swedish.founded_year = 2020
    make.publish(swedish)

    assert _in_every_language(graphql, "organisation", page, "foundedYear") == [{"foundedYear": 1990}] * 3


def test_a_new_translation_has_the_facts_of_today(graphql: Graphql) -> None:
    page = make.organisation(founded_year=1990)
    make.translate(page, "sv", live=False)
    page.founded_year = 2020
    page = make.publish(page)

    make.translate(page, "sv")

    assert _in_every_language(graphql, "organisation", page, "foundedYear")[:2] == [{"foundedYear": 2020}] * 2


def test_the_heir_of_a_deleted_original_gives_the_facts_from_then_on(graphql: Graphql) -> None:
    page = _translated(make.project(ends_on=date(2026, 12, 31)))
    key = page.translation_key
    page.delete()
    heir = ProjectPage.objects.get(translation_key=key, locale=make.locale("sv"))

    heir.ends_on = date(2027, 12, 31)
    make.publish(heir)

    assert _in_every_language(graphql, "project", heir, "endsOn") == [
        None, {"endsOn": "2027-12-31"}, {"endsOn": "2027-12-31"},
    ]  # fmt: skip


def test_facts_do_not_depend_on_when_a_translation_was_published(graphql: Graphql) -> None:
    today = timezone.localdate()
    page = make.organisation(last_confirmed_on=date(2025, 1, 1))
    make.translate(page, "sv")
    page.last_confirmed_on = today
    page = make.publish(page)
    make.translate(page, "en")

    assert (
        _in_every_language(graphql, "organisation", page, "lastConfirmedOn")
        == [{"lastConfirmedOn": today.isoformat()}] * 3
    )


def test_an_old_fact_does_not_come_back_while_no_other_language_is_public(graphql: Graphql) -> None:
    page = make.organisation(founded_year=1990, themes=[make.theme("vanha")])
    page.addresses.create(street="Vanha katu 1", city="Espoo")
    page = make.publish(page)
    swedish = make.translate(page, "sv")
    page.founded_year = 2020
    page.themes.set([make.theme("uusi")])
    page.addresses.set([page.addresses.model(street="Uusi katu 1", city="Espoo")])
    page = make.publish(page)
    page.unpublish()

    revision = OrganisationPage.objects.get(pk=swedish.pk).get_latest_revision_as_object()
    revision.summary = "Utan skrivfel."
    make.publish(revision)

    facts = "summary foundedYear addresses { street } themes { slug }"
    assert _in_every_language(graphql, "organisation", page, facts)[1] == {
        "summary": "Utan skrivfel.",
        "foundedYear": 2020,
        "addresses": [{"street": "Uusi katu 1"}],
        "themes": [{"slug": "uusi"}],
    }


@pytest.mark.django_db
def test_facts_of_a_restricted_original_do_not_reach_a_public_translation() -> None:
    project = make.project("Yksityinen", ends_on=date(2026, 1, 1))
    swedish = make.translate(project, "sv")
    PageViewRestriction.objects.create(page=project, restriction_type=PageViewRestriction.LOGIN)

    project.ends_on = date(2030, 1, 1)
    make.publish(project)
    swedish.refresh_from_db()
    assert swedish.ends_on == date(2026, 1, 1)
    make.publish(swedish)
    swedish.refresh_from_db()
    assert swedish.ends_on == date(2026, 1, 1)

    PageViewRestriction.objects.filter(page=project).delete()
    make.publish(project)
    swedish.refresh_from_db()
    assert swedish.ends_on == date(2030, 1, 1)
