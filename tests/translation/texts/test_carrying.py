"""When an original changes, no translation is lost and no word of the original goes live in its place."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.translation.desk import work
from cms.translation.localize.publication import unfinished
from cms.translation.models import ReplacedText
from news.models import NewsArticlePage
from tests import factories
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
CHANGED = "Originalet har ändrats. När detta översattes stod där: ”%s”"
PARAGRAPH = "<p>Verkosto auttaa yhdistyksiä vaikuttamaan.</p>"


def _article() -> NewsArticlePage:
    body = factories.stream(
        ("paragraph", PARAGRAPH),
        ("table", {"data": [["Tavoite", "Näkyvyys"], ["Vuosi", "2026"]], "table_caption": "Suunnitelma"}),
    )
    return factories.article("Verkosto kutsuu", ingress="Tule mukaan.", body=body)


def _change(article: NewsArticlePage, **fields: Any) -> None:
    """The original is published with other texts, and the translator takes them over."""
    for name, value in fields.items():
        setattr(article, name, value)
    factories.publish(article)


def _translation(tag: str = "sv") -> Translation:
    return Translation.objects.get(
        target_locale__language_code=tag, source__specific_content_type__model="newsarticlepage"
    )


def _texts(tag: str = "sv") -> dict[str, tuple[str, bool, str]]:
    """By the original's words: the translation, whether it waits to be looked at, and what the translator is told."""
    found = {}
    for segment in StringSegment.objects.filter(source=_translation(tag).source).select_related("string"):
        translated = StringTranslation.objects.filter(
            translation_of=segment.string, context=segment.context, locale__language_code=tag
        ).first()
        if translated:
            found[segment.string.data] = (translated.data, translated.has_error, translated.field_error)
    return found


def _publish(client: Client, page: Any) -> str:
    response = client.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"}, follow=True)
    return text_of(response)


def test_one_corrected_letter_keeps_the_translation_and_tells_what_it_was_made_from() -> None:
    article = _article()
    factories.translate(article, "sv")

    _change(article, ingress="Tule mukaan!")

    texts = _texts()
    assert texts["Tule mukaan!"] == ("sv: Tule mukaan.", True, CHANGED % "Tule mukaan.")
    assert texts["Verkosto kutsuu"] == ("sv: Verkosto kutsuu", False, "")


def test_a_text_that_changes_twice_is_told_as_it_was_translated() -> None:
    article = _article()
    factories.translate(article, "sv")

    _change(article, ingress="Tule mukaan!")
    _change(article, ingress="Tule mukaan tänään!")

    assert _texts()["Tule mukaan tänään!"] == ("sv: Tule mukaan.", True, CHANGED % "Tule mukaan.")


def test_a_text_that_is_as_it_was_again_has_its_translation_as_before() -> None:
    article = _article()
    factories.translate(article, "sv")

    _change(article, ingress="Tule mukaan!")
    _change(article, ingress="Tule mukaan.")

    assert _texts()["Tule mukaan."] == ("sv: Tule mukaan.", False, "")
    assert unfinished(_translation()) == []


def test_a_row_that_is_put_into_a_table_moves_the_translations_with_their_cells() -> None:
    article = _article()
    factories.translate(article, "sv")
    rows = [["Tavoite", "Näkyvyys"], ["Vastuu", "Liitto"], ["Vuosi", "2026"]]
    table = {"data": rows, "table_caption": "Suunnitelma"}

    _change(article, body=factories.stream(("paragraph", PARAGRAPH), ("table", table)))

    texts = _texts()
    assert {words: texts[words][:2] for words in ("Tavoite", "Vuosi", "2026")} == {
        "Tavoite": ("sv: Tavoite", False),
        "Vuosi": ("sv: Vuosi", False),
        "2026": ("sv: 2026", False),
    }
    assert "Liitto" not in texts


def test_a_block_that_is_made_again_keeps_its_translation() -> None:
    article = _article()
    factories.translate(article, "sv")
    again = [
        {**block, "id": f"10000000-0000-4000-8000-{number:012d}"} for number, block in enumerate(article.body.raw_data)
    ]

    _change(article, body=again, ingress="Tule mukaan!")

    assert _texts()["Verkosto auttaa yhdistyksiä vaikuttamaan."][:2] == (
        "sv: Verkosto auttaa yhdistyksiä vaikuttamaan.",
        False,
    )


def test_an_address_stays_when_that_of_the_original_changes() -> None:
    article = _article()
    factories.translate(article, "sv")

    _change(article, slug="uusi-osoite", ingress="Tule mukaan!")

    assert _texts()["uusi-osoite"] == ("verkosto-kutsuu-sv", False, "")


def test_every_language_keeps_its_own(count_statements: Callable[..., Any]) -> None:
    article = _article()
    for tag in ("sv", "en", "ru"):
        factories.translate(article, tag)

    _change(article, ingress="Tule mukaan!")

    assert {tag: _texts(tag)["Tule mukaan!"][:2] for tag in ("sv", "en", "ru")} == {
        tag: (f"{tag}: Tule mukaan.", True) for tag in ("sv", "en", "ru")
    }


def test_a_changed_text_is_not_published_until_somebody_has_looked_at_it(graphql: Any) -> None:
    article = _article()
    page = factories.translate(article, "sv")
    _change(article, ingress="Tule mukaan!")
    client = signed_in("Translators: sv")

    told = _publish(client, page)

    assert "1 text has changed in the original since it was translated" in told
    served = '{ newsArticles(locales: ["sv"]) { nodes { ingress language { status isStale } } } }'
    assert graphql(served)["newsArticles"]["nodes"] == [
        {"ingress": "sv: Tule mukaan.", "language": {"status": "TRANSLATED", "isStale": True}}
    ]

    segment = StringSegment.objects.get(source=_translation().source, context__path="ingress")
    address = f"/admin/localize/translate/{_translation().pk}/strings/{segment.pk}/edit/"
    assert client.put(address, "value=Kom med!", content_type=FORM).status_code == 200
    assert _texts()["Tule mukaan!"] == ("Kom med!", False, "")
    assert unfinished(_translation()) == []


def test_what_is_not_translated_is_not_published() -> None:
    page = factories.translate(_article(), "sv", strings=3, live=False)

    told = _publish(signed_in("Translators: sv"), page)

    assert "6 of 8 texts are not translated yet." in told
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize(("threshold", "is_refused"), [(25, False), (26, True), (0, False)])
def test_a_language_may_ask_for_less(settings: Any, threshold: int, is_refused: bool) -> None:
    settings.TRANSLATION_THRESHOLDS = {"sv": threshold}
    factories.translate(_article(), "sv", strings=3, live=False)

    assert bool(unfinished(_translation())) == is_refused


def test_a_changed_text_is_refused_whatever_a_language_asks_for(settings: Any) -> None:
    settings.TRANSLATION_THRESHOLDS = {"sv": 0}
    article = _article()
    factories.translate(article, "sv")
    _change(article, ingress="Tule mukaan!")

    assert len(unfinished(_translation())) == 1


def test_where_editors_brought_languages_up_to_date_they_learn_that_it_happens_by_itself() -> None:
    article = _article()
    page = factories.translate(article, "sv")
    article.ingress = "Tule mukaan!"
    factories.publish(article)
    source = TranslationSource.objects.get()

    response: Any = signed_in("Communicators").post(
        f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"}, follow=True
    )

    assert "Every language follows the original by itself when that is published." in text_of(response)
    assert response.redirect_chain[-1][0] == f"/admin/pages/{article.pk}/edit/"
    assert NewsArticlePage.objects.get(pk=page.pk).ingress == "sv: Tule mukaan."


def test_what_somebody_is_writing_while_the_original_changes_is_kept() -> None:
    article = _article()
    factories.translate(article, "sv", strings=1, live=False)
    translation = _translation()
    segment = StringSegment.objects.get(source=translation.source, context__path="ingress")
    _change(article, ingress="Tule mukaan!")

    response = signed_in("Translators: sv").put(
        f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/", "value=Kom med.", content_type=FORM
    )

    assert response.status_code == 400
    assert response.json()["error"].startswith("The original has changed while you were writing.")
    assert _texts()["Tule mukaan!"] == ("Kom med.", True, CHANGED % "Tule mukaan.")


def test_what_was_written_late_does_not_take_the_place_of_what_is_right() -> None:
    article = _article()
    factories.translate(article, "sv", live=False)
    translation = _translation()
    segment = StringSegment.objects.get(source=translation.source, context__path="ingress")
    address = f"/admin/localize/translate/{translation.pk}/strings/%s/edit/"
    client = signed_in("Translators: sv")
    _change(article, ingress="Tule mukaan!")
    now = StringSegment.objects.get(source=translation.source, context__path="ingress")
    assert client.put(address % now.pk, "value=Kom med!", content_type=FORM).status_code == 200

    assert client.put(address % segment.pk, "value=Kom med.", content_type=FORM).status_code == 400

    assert _texts()["Tule mukaan!"] == ("Kom med!", False, "")


def test_a_text_that_was_never_there_is_not_found() -> None:
    factories.translate(_article(), "sv", live=False)
    address = f"/admin/localize/translate/{_translation().pk}/strings/999999/edit/"

    assert signed_in("Translators: sv").put(address, "value=X", content_type=FORM, follow=True).status_code == 404


def test_a_language_that_is_begun_later_begins_with_what_the_original_says_now() -> None:
    article = _article()
    factories.translate(article, "sv")
    article.ingress = "Tule mukaan!"
    factories.publish(article)

    work.start(article, factories.locale("en"), None)

    texts = set(StringSegment.objects.filter(source=_translation("en").source).values_list("string__data", flat=True))
    assert {"Tule mukaan!"} <= texts
    assert "Tule mukaan." not in texts
    # And the Swedish translation has lost nothing by it.
    assert _texts()["Tule mukaan!"][:2] == ("sv: Tule mukaan.", True)


def test_an_original_that_is_deleted_leaves_nothing_behind() -> None:
    article = _article()
    factories.translate(article, "sv")
    _change(article, ingress="Tule mukaan!")
    assert ReplacedText.objects.count() == 1

    TranslationSource.objects.all().delete()

    assert ReplacedText.objects.count() == 0


def test_what_was_replaced_long_ago_is_forgotten() -> None:
    article = _article()
    factories.translate(article, "sv")
    _change(article, ingress="Tule mukaan!")
    ReplacedText.objects.update(at=timezone.now() - timedelta(days=31))

    _change(article, ingress="Tule!")

    assert list(ReplacedText.objects.values_list("string__data", flat=True)) == ["Tule mukaan!"]
