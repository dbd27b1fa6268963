"""How many words there are to translate, which section a page is of, and in which order the desk shows what waits."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.desk import states
from cms.translation.localize import carrying_over
from cms.translation.models import StringWords, TextState
from cms.translation.releases import drafts
from cms.translation.screen.units import units_of
from cms.translation.texts.values import count_of
from tests import factories
from tests.admin import is_refused, signed_in, text_of

pytestmark = pytest.mark.django_db
DESK = "/admin/translations/sv/"
OVERVIEW = "/admin/translations/overview/"


def _words(page: Page, tag: str = "sv") -> int | None:
    found: int | None = states.in_language(factories.locale(tag)).get(pk=page.pk).words
    return found


def _translation(page: Page) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=factories.locale("sv"))


def _open(page: Page) -> int:
    """What the screen says."""
    return sum(unit.count for unit in units_of(_translation(page)) if unit.is_open)


def _titles(response: Any, *titles: str) -> list[str]:
    content = response.content.decode()
    return sorted((title for title in titles if title in content), key=content.index)


def test_words_are_what_stands_between_spaces_and_markup_is_none() -> None:
    assert count_of('<a id="a1">Aura<b>joen</b></a> ranta &amp; silta') == 4
    assert count_of("Turku\u00a0ja<br/>Salo") == 3
    assert count_of("  ") == 0


def test_of_a_page_that_is_not_begun_all_words_count() -> None:
    page = factories.article("Verkosto kokoontui Turussa", ingress="Kaksi sanaa.")
    assert _words(page) == 5
    page.ingress = "Nyt kolme sanaa."
    assert _words(factories.publish(page)) == 6


def test_the_desk_and_the_screen_count_alike() -> None:
    page = factories.article("Verkosto kokoontui Turussa", ingress="Kaksi sanaa.")
    factories.translate(page, "sv", strings=1)
    assert _words(page) == _open(page) == 2

    row = StringTranslation.objects.get(locale=factories.locale("sv"), data__startswith="sv: Verkosto")
    StringTranslation.objects.filter(pk=row.pk).update(translation_type="machine")
    assert _words(page) == _open(page) == 5
    StringTranslation.objects.filter(pk=row.pk).update(translation_type="manual", has_error=True)
    assert _words(page) == _open(page) == 5


def test_of_a_change_only_the_words_that_changed_count() -> None:
    page = factories.article("Verkosto kokoontui", ingress="Kaksi sanaa.")
    factories.translate(page, "sv")
    assert _words(page) == _open(page) == 0
    page.ingress = "Nyt kolme sanaa."
    factories.publish(page)
    assert _words(page) == _open(page) == 3


def test_the_address_is_no_word() -> None:
    page = factories.article("Uutinen", ingress="Yksi.")
    factories.translate(page, "sv", strings=0)
    assert StringSegment.objects.filter(source=_translation(page).source, context__path="slug").exists()
    assert _words(page) == _open(page) == 2


def test_what_is_written_by_hand_is_not_counted_and_what_is_withdrawn_is_nothing() -> None:
    by_hand, withdrawn = factories.article("Käsin"), factories.article("Poistuva")
    for page in (by_hand, withdrawn):
        factories.translate(page, "sv", strings=1)
    Translation.objects.filter(source__object_id=by_hand.translation_key).update(enabled=False)
    withdrawn.unpublish()
    assert (_words(by_hand), _words(withdrawn)) == (None, 0)
    content = text_of(signed_in("Translators: sv").get(DESK, {"state": "all", "q": "Käsin"}))
    assert "written by hand: not counted" in content


def test_a_draft_that_is_given_to_translators_counts() -> None:
    page = factories.article("Tuleva uutinen", ingress="Kaksi sanaa.", live=False)
    page.save_revision()
    assert drafts.give(page, None)
    assert _words(page) == 4
    factories.translate(page, "sv", strings=1, live=False)
    assert _words(page) == _open(page) == 2


def test_what_an_earlier_version_left_uncounted_is_counted_after_migrate() -> None:
    page = factories.article("Verkosto kokoontui", ingress="Kaksi sanaa.")
    begun = factories.article("Alettu uutinen", ingress="Kaksi sanaa.")
    factories.translate(begun, "sv", strings=0)
    StringWords.objects.all().delete()
    TextState.objects.update(words=None)
    assert (_words(page), _words(begun)) == (None, 0)
    carrying_over.count_words()
    assert (_words(page), _words(begun)) == (4, 4)
    with CaptureQueriesContext(connection) as captured:
        carrying_over.count_words()
    assert [query["sql"].split()[0] for query in captured] == ["SELECT", "DECLARE"]


def test_the_home_page_and_what_has_pages_below_come_first_then_what_waits_longest() -> None:
    factories.home("sv")
    old, new = factories.article("Vanha uutinen"), factories.article("Tuore uutinen")
    Page.objects.filter(pk=old.pk).update(first_published_at=timezone.now() - timedelta(days=40))
    home = factories.home("fi")
    index = Page.objects.get(pk=new.pk).get_parent()
    pages = states.in_language(factories.locale("sv")).filter(pk__in=[home.pk, index.pk, old.pk, new.pk])
    Page.objects.filter(pk=new.pk).update(title="Aivan tuore")
    shown = signed_in("Translators: sv").get(DESK, {"state": "all"}).context["object_list"]
    assert pages.count() == 4
    assert [page.pk for page in shown if page.pk in {item.pk for item in pages}] == [
        home.pk,
        index.pk,
        old.pk,
        new.pk,
    ]


def test_the_list_is_sorted_by_words() -> None:
    short, long = (
        factories.article("Lyhyt"),
        factories.article("Pitkä uutinen", ingress="Viisi sanaa on tässä lyhyesti."),
    )
    by_hand = factories.article("Käsin kirjoitettu")
    factories.translate(by_hand, "sv", strings=1)
    Translation.objects.filter(source__object_id=by_hand.translation_key).update(enabled=False)
    client = signed_in("Translators: sv")
    titles = (short.title, long.title, by_hand.title)
    found = {order: client.get(DESK, {"state": "all", "ordering": order}) for order in ("words", "-words")}
    assert _titles(found["words"], *titles) == ["Lyhyt", "Pitkä uutinen", "Käsin kirjoitettu"]
    assert _titles(found["-words"], *titles) == ["Pitkä uutinen", "Lyhyt", "Käsin kirjoitettu"]


def test_the_list_is_narrowed_to_a_section() -> None:
    article, project = factories.article("Uutinen tänään"), factories.project("Hanke tänään")
    client = signed_in("Translators: sv")
    key = article.get_parent().translation_key
    titles = (article.title, project.title)
    assert _titles(client.get(DESK, {"section": key}), *titles) == ["Uutinen tänään"]
    assert _titles(client.get(DESK), *titles) == ["Uutinen tänään", "Hanke tänään"]
    home = factories.home("fi").translation_key
    assert _titles(client.get(DESK, {"section": home}), *titles) == []
    for value in ("bogus", "\0", "00000000-0000-4000-8000-000000000000"):
        assert client.get(DESK, {"section": value}).status_code == 200, value


def test_the_files_are_those_of_the_section_that_is_shown() -> None:
    article = factories.article()
    key = str(article.get_parent().translation_key)
    content = text_of(signed_in("Translators: sv").get(DESK, {"section": key, "locale": "fi"}))
    assert f'<input type="hidden" name="section" value="{key}">' in content
    assert '<input type="hidden" name="locale" value="fi">' in content


def test_a_section_is_called_as_in_the_language_of_the_admin() -> None:
    factories.home("sv")
    article = factories.article()
    index = article.get_parent()
    factories.translate(index.specific, "sv")
    client = signed_in("Communicators")
    assert f'<th scope="row">{index.title}</th>' in text_of(client.get(OVERVIEW))
    swedish = text_of(client.get(OVERVIEW, headers={"accept-language": "sv"}))
    assert f'<th scope="row">sv: {index.title}</th>' in swedish


def test_pages_below_a_section_that_is_not_published_are_named_without_its_words() -> None:
    factories.home("sv")
    article = factories.article("Näkyvä uutinen")
    index = article.get_parent()
    Page.objects.filter(pk=index.pk).update(live=False, title="Salaisuus")
    content = text_of(signed_in("Communicators").get(OVERVIEW))
    assert "Of a page that is not published" in content
    assert "Salaisuus" not in content


def test_the_overview_counts_words_by_section_and_type() -> None:
    factories.home("sv")
    page = factories.article("Verkosto kokoontui Turussa", ingress="Kaksi sanaa.")
    factories.article("Toinen", ingress="Yksi.")
    index = page.get_parent().title
    client = signed_in("Communicators")
    reader = csv.DictReader(StringIO(client.get(OVERVIEW, {"export": "csv"}).content.decode()))
    [row] = [row for row in reader if (row["Language"], row["Type"]) == ("sv", "News article")]
    assert (row["Section"], row["Missing"], row["All"], row["Words"]) == (index, "2", "2", "7")
    content = text_of(client.get(OVERVIEW))
    chart = content.index("Words to translate by section", content.index('id="in-sv"'))
    assert f'<th scope="row">{index}</th>' in content[chart:]
    assert is_refused(signed_in("Translators: sv", name="t").get(OVERVIEW))


def test_the_list_costs_six_statements_of_its_own() -> None:
    """Beside those of every page of the admin: whose session it is, what the person may do, what the menu shows."""
    pages = [factories.article(f"Uutinen {number}") for number in range(60)]
    for page in pages[::3]:
        factories.translate(page, "sv", strings=1)
    section = str(pages[0].get_parent().translation_key)
    client = signed_in("Translators: sv")

    def cost(**query: str) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(DESK, query).status_code == 200
        statements = [item["sql"] for item in captured if "SAVEPOINT" not in item["sql"]]
        return len(statements), sum("translation_textstate" in statement for statement in statements)

    cost()
    # The sixth asks for the home pages, as the menu of the admin does.
    for query in ({}, {"ordering": "-words"}, {"state": "all", "locale": "fi", "section": section}):
        assert cost(**query) == (19, 5), query
