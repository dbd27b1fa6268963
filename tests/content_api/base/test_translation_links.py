"""Where else a text can be read: `translations` for switchers, `hreflang` for search engines."""

from typing import Any

from wagtail.models import PageViewRestriction

from tests import factories as make
from tests.conftest import Graphql

LINKS = """
query ($by: ContentBy!, $locales: [LanguageTag!]) {
  newsArticle(by: $by, locales: $locales) {
    translations { locale path url title status isStale }
    seo { canonicalUrl hreflang { locale } }
  }
}
"""


def _links(graphql: Graphql, page: Any, *locales: str) -> Any:
    by = {"translationKey": str(page.translation_key)}
    return graphql(LINKS, by=by, locales=list(locales))["newsArticle"]


def _languages(graphql: Graphql, page: Any, *locales: str) -> tuple[list[str], list[str]]:
    found = _links(graphql, page, *locales)
    return (
        [link["locale"] for link in found["translations"]],
        [link["locale"] for link in found["seo"]["hreflang"]],
    )


def test_a_link_tells_where_it_leads_and_how_far_to_trust_it(graphql: Graphql, settings: Any) -> None:
    settings.FRONTEND_BASE_URL = "https://www.example.org"
    page = make.article("Uutinen")
    swedish = make.translate(page, "sv", strings=1)
    page.ingress = "Uusi."
    make.publish(page)

    assert _links(graphql, page, "fi")["translations"] == [
        {
            "locale": "sv",
            "path": swedish.url_path,
            "url": f"https://www.example.org{swedish.url_path}",
            "title": "sv: Uutinen",
            "status": "PARTIAL",
            "isStale": True,
        }
    ]


def test_translations_are_the_others_and_hreflang_all_in_the_sites_order(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    make.translate(page, "ru")
    make.translate(page, "sv")

    assert _languages(graphql, page, "fi") == (["sv", "ru"], ["fi", "sv", "ru"])
    assert _languages(graphql, page, "ru") == (["fi", "sv"], ["fi", "sv", "ru"])


def test_aliases_drafts_and_texts_with_nothing_translated_are_no_translations(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    make.home("sv")
    make.alias(page, "sv")
    make.translate(page, "en", strings=0)
    make.translate(page, "ru", live=False)

    assert _languages(graphql, page, "fi") == ([], ["fi"])


def test_a_restricted_translation_is_not_named(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    swedish = make.translate(page, "sv")
    PageViewRestriction.objects.create(page=swedish, restriction_type=PageViewRestriction.LOGIN)

    assert _languages(graphql, page, "fi") == ([], ["fi"])


def test_the_canonical_address_of_a_fallback_is_the_address_of_the_text_shown(graphql: Graphql, settings: Any) -> None:
    settings.FRONTEND_BASE_URL = "https://www.example.org"
    page = make.article("Uutinen")

    seo = _links(graphql, page, "sv", "fi")["seo"]

    assert seo["canonicalUrl"] == f"https://www.example.org{page.url_path}"


RELATED = """
query ($by: ContentBy!, $locales: [LanguageTag!]) {
  newsArticle(by: $by, locales: $locales) {
    title
    organisations { title language { requested served status } }
    themes { name }
    contacts { title }
  }
}
"""


def test_related_things_come_in_the_readers_language_else_along_the_fallbacks(graphql: Graphql) -> None:
    finnish_only = make.organisation("Vain suomeksi")
    in_both = make.organisation("Molemmat")
    make.translate(in_both, "sv")
    page = make.article(
        "Uutinen",
        themes=[make.theme("osallisuus", names={"fi": "osallisuus", "en": "participation"})],
    )
    for organisation in (finnish_only, in_both):
        page.organisations.create(organisation=organisation)
    page.contacts.create(contact=make.contact(title={"fi": "Vastaava", "sv": "Ansvarig"}))
    page = make.publish(page)
    make.translate(page, "sv")

    found = graphql(RELATED, by={"translationKey": str(page.translation_key)}, locales=["sv"])["newsArticle"]

    assert found == {
        "title": "sv: Uutinen",
        "organisations": [
            {"title": "Vain suomeksi", "language": {"requested": "sv", "served": "fi", "status": "ORIGINAL"}},
            {"title": "sv: Molemmat", "language": {"requested": "sv", "served": "sv", "status": "TRANSLATED"}},
        ],
        "themes": [{"name": "osallisuus"}],
        "contacts": [{"title": "Ansvarig"}],
    }


def test_russian_readers_get_english_before_finnish_in_what_a_page_refers_to(graphql: Graphql) -> None:
    organisation = make.organisation("Yhdistys")
    make.translate(organisation, "sv")
    make.translate(organisation, "en")
    page = make.article("Uutinen")
    page.organisations.create(organisation=organisation)
    page = make.publish(page)
    make.translate(page, "ru")

    found = graphql(RELATED, by={"translationKey": str(page.translation_key)}, locales=["ru"])["newsArticle"]

    assert [other["title"] for other in found["organisations"]] == ["en: Yhdistys"]
