"""Facts are entered once: what changes on the original is changed in every language at the next read."""

from datetime import date

from tests import factories as make
from tests.conftest import Graphql
from tests.translation.languages import LANGUAGES, in_every_language, translated


def test_an_organisations_phone_is_changed_in_every_language_at_once(graphql: Graphql) -> None:
    contact = make.contact(phone="+358 40 123 4567")
    page = make.organisation()
    page.contacts.create(contact=contact)
    translated(make.publish(page))

    contact.phone = "+358 40 765 4321"
    contact.save()

    assert (
        in_every_language(graphql, "organisation", page, "contacts { phone }")
        == [{"contacts": [{"phone": "+358 40 765 4321"}]}] * 3
    )


def test_a_projects_end_is_changed_in_every_language_at_once(graphql: Graphql) -> None:
    page = translated(make.project(starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)))

    page.ends_on = date(2027, 6, 30)
    make.publish(page)

    assert (
        in_every_language(graphql, "project", page, "startsOn endsOn")
        == [{"startsOn": "2026-01-01", "endsOn": "2027-06-30"}] * 3
    )


def test_a_positions_adoption_is_changed_in_every_language_at_once(graphql: Graphql) -> None:
    page = translated(make.position(adopted_on=date(2026, 1, 1)))

    page.adopted_on = date(2026, 3, 1)
    page.valid_from = date(2026, 4, 1)
    make.publish(page)

    assert (
        in_every_language(graphql, "advocacyPosition", page, "adoptedOn validFrom")
        == [{"adoptedOn": "2026-03-01", "validFrom": "2026-04-01"}] * 3
    )


def test_facts_that_are_lists_are_replaced_in_every_language(graphql: Graphql) -> None:
    before, after = make.organisation("Ennen"), make.organisation("Jälkeen")
    page = make.project(themes=[make.theme("ennen")])
    page.funders.create(organisation=before)
    page.addresses.create(street="Vanha katu 1", city="Espoo")
    page.addresses.create(street="Vanha katu 2", city="Espoo")
    page = translated(make.publish(page))
    facts = "funders { title } addresses { street } themes { slug }"
    assert (
        in_every_language(graphql, "project", page, facts)
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
        in_every_language(graphql, "project", page, facts)
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
    page = translated(make.publish(page))

    page.addresses.set([])
    page.themes.set([])
    make.publish(page)

    assert (
        in_every_language(graphql, "organisation", page, "addresses { street } themes { slug }")
        == [{"addresses": [], "themes": []}] * 3
    )


def test_filters_see_the_changed_fact_in_every_language(graphql: Graphql) -> None:
    page = translated(make.project(ends_on=date(2020, 1, 1)))
    query = """query ($locales: [LanguageTag!]) {
      projects(locales: $locales, filter: {status: [RUNNING]}) { totalCount }
    }"""
    assert [graphql(query, locales=[tag])["projects"]["totalCount"] for tag in LANGUAGES] == [0, 0, 0]

    page.ends_on = None
    make.publish(page)

    assert [graphql(query, locales=[tag])["projects"]["totalCount"] for tag in LANGUAGES] == [1, 1, 1]
