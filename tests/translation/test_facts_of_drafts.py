"""Which state of the original gives its facts: the published one, whatever is drafted, withdrawn or deleted."""

from datetime import date

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from organisations.models import OrganisationPage, ProjectPage
from tests import factories as make
from tests.conftest import Graphql
from tests.translation.languages import LANGUAGES, in_every_language, translated


def test_a_draft_of_the_original_changes_nothing(graphql: Graphql) -> None:
    page = make.organisation(founded_year=1990)
    page.addresses.create(street="Julkinen katu 1", city="Espoo")
    page = translated(make.publish(page))

    page.founded_year = 2020
    page.addresses.set([page.addresses.model(street="Luonnoskuja 1", city="Espoo")])
    page.save_revision()

    assert (
        in_every_language(graphql, "organisation", page, "foundedYear addresses { street }")
        == [{"foundedYear": 1990, "addresses": [{"street": "Julkinen katu 1"}]}] * 3
    )


def test_a_translation_published_over_a_draft_of_the_original_has_the_public_facts(graphql: Graphql) -> None:
    page = translated(make.organisation(founded_year=1990))
    page.founded_year = 2020
    page.save_revision()

    for tag in LANGUAGES[1:]:
        make.publish(OrganisationPage.objects.get(translation_key=page.translation_key, locale=make.locale(tag)))

    assert in_every_language(graphql, "organisation", page, "foundedYear") == [{"foundedYear": 1990}] * 3


def test_a_translation_synced_from_a_draft_of_the_original_has_the_public_facts(graphql: Graphql) -> None:
    page = translated(make.organisation(founded_year=1990))
    page.founded_year = 2020
    page.save_revision()

    for tag in LANGUAGES[1:]:
        make.translate(page, tag)

    assert in_every_language(graphql, "organisation", page, "foundedYear") == [{"foundedYear": 1990}] * 3


def test_facts_of_an_unpublished_original_do_not_reach_live_translations(graphql: Graphql) -> None:
    page = translated(make.organisation(founded_year=1990))
    page.unpublish()
    page = OrganisationPage.objects.get(pk=page.pk)
    page.founded_year = 2020
    page.save()
    page.save_revision()

    for tag in LANGUAGES[1:]:
        make.publish(OrganisationPage.objects.get(translation_key=page.translation_key, locale=make.locale(tag)))

    assert in_every_language(graphql, "organisation", page, "foundedYear") == [
        None, {"foundedYear": 1990}, {"foundedYear": 1990},
    ]  # fmt: skip


def test_an_original_published_again_gives_its_facts_again(graphql: Graphql) -> None:
    page = translated(make.organisation(founded_year=1990))
    page.unpublish()
    page = OrganisationPage.objects.get(pk=page.pk)
    page.founded_year = 2020
    make.publish(page)

    assert in_every_language(graphql, "organisation", page, "foundedYear") == [{"foundedYear": 2020}] * 3


def test_an_older_revision_of_a_translation_does_not_bring_old_facts_back(graphql: Graphql) -> None:
    page = make.organisation(founded_year=1990)
    page.addresses.create(street="Vanha katu 1", city="Espoo")
    page = translated(make.publish(page))
    swedish = OrganisationPage.objects.get(translation_key=page.translation_key, locale=make.locale("sv"))
    old = swedish.get_latest_revision()
    page.founded_year = 2020
    page.addresses.set([page.addresses.model(street="Uusi katu 1", city="Espoo")])
    make.publish(page)

    old.publish()

    assert (
        in_every_language(graphql, "organisation", page, "foundedYear addresses { street }")
        == [{"foundedYear": 2020, "addresses": [{"street": "Uusi katu 1"}]}] * 3
    )


def test_an_older_revision_of_the_original_brings_its_facts_to_every_language(graphql: Graphql) -> None:
    page = translated(make.organisation(founded_year=1990))
    old = page.get_latest_revision()
    page.founded_year = 2020
    make.publish(page)

    old.publish()

    assert in_every_language(graphql, "organisation", page, "foundedYear") == [{"foundedYear": 1990}] * 3


def test_a_fact_set_on_a_translation_is_overruled_by_the_original(graphql: Graphql) -> None:
    page = translated(make.organisation(founded_year=1990))
    swedish = OrganisationPage.objects.get(translation_key=page.translation_key, locale=make.locale("sv"))

    swedish.founded_year = 2020
    make.publish(swedish)

    assert in_every_language(graphql, "organisation", page, "foundedYear") == [{"foundedYear": 1990}] * 3


def test_a_new_translation_has_the_facts_of_today(graphql: Graphql) -> None:
    page = make.organisation(founded_year=1990)
    make.translate(page, "sv", live=False)
    page.founded_year = 2020
    page = make.publish(page)

    make.translate(page, "sv")

    assert in_every_language(graphql, "organisation", page, "foundedYear")[:2] == [{"foundedYear": 2020}] * 2


def test_the_heir_of_a_deleted_original_gives_the_facts_from_then_on(graphql: Graphql) -> None:
    page = translated(make.project(ends_on=date(2026, 12, 31)))
    key = page.translation_key
    page.delete()
    heir = ProjectPage.objects.get(translation_key=key, locale=make.locale("sv"))

    heir.ends_on = date(2027, 12, 31)
    make.publish(heir)

    assert in_every_language(graphql, "project", heir, "endsOn") == [
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
        in_every_language(graphql, "organisation", page, "lastConfirmedOn")
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
    assert in_every_language(graphql, "organisation", page, facts)[1] == {
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
