"""Names come in the alphabet of the language they are read in."""

from typing import Any

import pytest

from cms.core.text.alphabet import sort_key
from organisations.models import OrganisationPage
from tests import factories as make
from tests.conftest import Graphql
from tests.content_api.trees.copies import copies

QUERY = "query ($locales: [LanguageTag!]) { organisations(locales: $locales, order: [NAME_ASC]) { nodes { name } } }"
ALPHABETS = {
    "fi": ["Aalto", "Bodom", "Wau", "Zonta", "Åbo", "Äänekoski", "Öja"],
    "sv": ["Arbete", "Zonta", "Ådalen", "Ängen", "Övik"],
    "en": ["Angel", "Ångström", "Edge", "Éire", "Eka", "Zonta"],
    "ru": ["Ель", "Ещё", "Ёлка", "Жизнь", "Ира", "Йога", "Якорь"],
}


def _named(tag: str, names: list[str]) -> None:
    first = make.organisation(names[0], tag=tag)
    for page, name in zip(copies(first, len(names) - 1), names[1:], strict=True):
        OrganisationPage.objects.filter(pk=page.pk).update(title=name, sort_title=sort_key(name, tag))


@pytest.mark.parametrize("tag", ALPHABETS)
def test_names_come_in_the_languages_own_alphabet(graphql: Graphql, tag: str) -> None:
    _named(tag, ALPHABETS[tag][::-1])

    found: Any = graphql(QUERY, locales=[tag])

    assert [node["name"] for node in found["organisations"]["nodes"]] == ALPHABETS[tag]


def test_saving_a_page_puts_it_in_its_place(graphql: Graphql) -> None:
    for name in ("Öljy", "zeta", "Åbo", '"Alku"', "äiti"):
        make.organisation(name)

    found = graphql(QUERY)["organisations"]["nodes"]

    assert [node["name"] for node in found] == ['"Alku"', "zeta", "Åbo", "äiti", "Öljy"]


def test_areas_come_in_the_readers_alphabet(graphql: Graphql) -> None:
    query = "query ($locales: [LanguageTag!]) { municipalities(locales: $locales) { name } }"
    finnish = [area["name"] for area in graphql(query, locales=["fi"])["municipalities"]]
    swedish = [area["name"] for area in graphql(query, locales=["sv"])["municipalities"]]

    assert (finnish[0], finnish[-1]) == ("Akaa", "Äänekoski")
    assert finnish.index("Ylöjärvi") < finnish.index("Äänekoski")
    assert swedish.index("Vörå") < swedish.index("Åbo")
