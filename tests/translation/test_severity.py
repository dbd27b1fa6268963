"""How much a change of an original matters, as the editor says who publishes it, and what becomes of translations."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from cms.translation.editing.severity import sentence
from cms.translation.localize import publication
from cms.translation.models import Severity, TextState
from cms.translation.review import rules
from cms.translation.screen.units import units_of
from cms.translation.texts.alignment import Text
from home import tasks
from news.models import NewsArticlePage
from tests import factories as make
from tests.page_editor import changed, save, shown
from tests.translation.desk.test_desk import states_in

pytestmark = pytest.mark.django_db
PARAGRAPH = ("paragraph", '<p>Lue <a href="https://example.org/">lisää</a> täältä.</p>')


def _article(tag: str = "sv", **fields: Any) -> NewsArticlePage:
    page = make.article("Uutinen", ingress="Tule mukaan toimintaan.", body=make.stream(PARAGRAPH), **fields)
    make.translate(page, tag)
    return page


def _publish(page: Any, severity: Severity, **fields: Any) -> Any:
    page = NewsArticlePage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.severity = severity
    return make.publish(page)


def _swedish(page: Any) -> Any:
    return NewsArticlePage.objects.get(translation_key=page.translation_key, locale=make.locale("sv"))


def _state(page: Any) -> tuple[str, bool]:
    state = TextState.objects.get(page=_swedish(page))
    return state.status, state.is_stale


def _translation(page: Any) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key)


def _unit_states(page: Any) -> dict[str, str]:
    return {unit.place: str(unit.state.value) for unit in units_of(_translation(page)) if "'" not in unit.place}


def test_a_minor_change_leaves_translations_current() -> None:
    page = _article()

    page = _publish(page, Severity.MINOR, ingress="Tule mukaan toimintaan!")

    assert _state(page) == ("TRANSLATED", False)
    assert _swedish(page).ingress == "sv: Tule mukaan toimintaan."
    assert set(_unit_states(page).values()) == {"published"}
    assert states_in("sv")["Uutinen"] == "up-to-date"


def test_a_minor_change_needs_no_second_approval(settings: Any) -> None:
    page = _article()
    settings.TRANSLATION_REVIEW_LANGUAGES = ["sv"]

    page = _publish(page, Severity.MINOR, ingress="Tule mukaan toimintaan!")

    assert rules.unapproved(_translation(page)) == []
    assert states_in("sv")["Uutinen"] == "up-to-date"


def test_after_a_minor_change_the_next_one_counts_from_there() -> None:
    page = _publish(_article(), Severity.MINOR, ingress="Tule mukaan toimintaan!")

    page = _publish(page, Severity.NORMAL, ingress="Tule heti mukaan toimintaan!")

    assert _state(page) == ("TRANSLATED", True)
    (unit,) = [unit for unit in units_of(_translation(page)) if unit.place == "ingress"]
    assert (unit.state, unit.words) == ("changed", "sv: Tule mukaan toimintaan.")


def test_what_was_behind_stays_behind_after_a_minor_change() -> None:
    page = _publish(_article(), Severity.NORMAL, ingress="Tule heti mukaan toimintaan.")

    page = _publish(page, Severity.MINOR, ingress="Tule heti mukaan toimintaan!", title="Uutinen!")

    assert _state(page) == ("TRANSLATED", True)
    states = _unit_states(page)
    assert (states["ingress"], states["title"]) == ("changed", "published")


def test_a_minor_change_of_a_text_that_is_not_translated_leaves_nothing_behind() -> None:
    page = make.article("Uutinen", ingress="Tule mukaan toimintaan.")
    make.translate(page, "sv", strings=1)

    page = _publish(page, Severity.MINOR, ingress="Tule mukaan toimintaan!")

    assert _state(page) == ("PARTIAL", False)


def test_a_new_text_has_to_be_translated_however_minor_the_change() -> None:
    page = _article()

    page = _publish(page, Severity.MINOR, search_description="Hakukoneille.")

    assert _state(page) == ("PARTIAL", True)


def test_a_link_that_comes_has_to_be_translated_however_minor_the_change() -> None:
    page = _article()
    linked = '<p>Lue <a href="https://example.org/">lisää</a> <a href="https://example.org/2">täältä</a>.</p>'

    page = _publish(page, Severity.MINOR, body=make.stream(("paragraph", linked)))

    assert _state(page) == ("TRANSLATED", True)
    assert "changed" in _unit_states(page).values()


def test_words_written_by_hand_stay_current_after_a_minor_change() -> None:
    page = _article()
    Translation.objects.update(enabled=False)

    page = _publish(page, Severity.MINOR, title="Uutinen!")

    assert _state(page) == ("TRANSLATED", False)
    page = _publish(page, Severity.NORMAL, title="Toinen uutinen")
    assert _state(page) == ("TRANSLATED", True)


def test_after_a_material_change_readers_see_the_original_until_the_translation_is_published_again() -> None:
    page = _article()

    page = _publish(page, Severity.MATERIAL, ingress="Emme ota enää ketään mukaan.")

    assert _state(page) == ("UNTRANSLATED", True)
    swedish = _swedish(page)
    assert (swedish.title, swedish.ingress) == ("Uutinen", "Emme ota enää ketään mukaan.")
    states = _unit_states(page)
    assert (states["ingress"], states["title"]) == ("changed", "draft")

    StringTranslation.objects.filter(has_error=True).update(data="Vi tar inte emot någon.", has_error=False)
    assert publication.publish_when_sound(_translation(page), None) == []

    assert _state(page) == ("TRANSLATED", False)
    assert (_swedish(page).title, _swedish(page).ingress) == ("sv: Uutinen", "Vi tar inte emot någon.")


def test_a_withheld_page_shows_the_original_whole_where_new_blocks_are_left_out(settings: Any) -> None:
    settings.TRANSLATION_NEW_BLOCKS = "left out"
    page = _article()

    page = _publish(page, Severity.MATERIAL, ingress="Emme ota enää ketään mukaan.")

    assert _swedish(page).body.get_prep_value() == page.body.get_prep_value()


def test_a_translation_that_was_withheld_is_not_given_again_by_a_later_change() -> None:
    page = _publish(_article(), Severity.MATERIAL, ingress="Emme ota enää ketään mukaan.")

    page = _publish(page, Severity.NORMAL, title="Toinen uutinen")

    assert _state(page) == ("UNTRANSLATED", True)
    assert _swedish(page).title == "Toinen uutinen"


def test_a_material_change_of_facts_alone_withholds_nothing() -> None:
    page = _article()

    page = _publish(page, Severity.MATERIAL, no_index=True)

    assert _state(page) == ("TRANSLATED", False)


def test_a_material_change_only_marks_what_is_written_by_hand() -> None:
    page = _article()
    Translation.objects.update(enabled=False)

    page = _publish(page, Severity.MATERIAL, ingress="Emme ota enää ketään mukaan.")

    assert _state(page) == ("TRANSLATED", True)
    assert _swedish(page).ingress == "sv: Tule mukaan toimintaan."


def test_a_site_may_go_on_showing_translations_after_a_material_change(settings: Any) -> None:
    settings.TRANSLATION_MATERIAL_CHANGES = "shown"
    page = _article()

    page = _publish(page, Severity.MATERIAL, ingress="Emme ota enää ketään mukaan.")

    assert _state(page) == ("TRANSLATED", True)
    assert _swedish(page).ingress == "sv: Tule mukaan toimintaan."


def test_what_the_editor_said_is_kept_until_a_scheduled_page_goes_out() -> None:
    page = NewsArticlePage.objects.get(pk=_article().pk)
    page.ingress = "Tule mukaan toimintaan!"
    page.severity = Severity.MINOR
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = page.save_revision()
    page.revisions.filter(pk=revision.pk).update(approved_go_live_at=page.go_live_at)

    tasks.publish_scheduled(timestamp=0)

    assert NewsArticlePage.objects.get(pk=page.pk).ingress == "Tule mukaan toimintaan!"
    assert _state(page) == ("TRANSLATED", False)


@pytest.fixture
def editor(db: None) -> Client:
    client = Client()
    client.force_login(make.user("viestija", "Communicators"))
    return client


def test_an_editor_says_how_much_a_change_matters(editor: Client) -> None:
    page = _article()
    address = f"/admin/pages/{page.pk}/edit/"
    form = shown(editor, address)
    assert form.getlist("severity") == ["normal"]

    save(editor, address, changed(form, {"severity": "minor", "title": "Uutinen!"}))
    assert shown(editor, address).getlist("severity") == ["minor"], "a draft keeps it"

    save(editor, address, changed(shown(editor, address), {}), publish=True)
    assert _swedish(page).title == "sv: Uutinen"
    assert shown(editor, address).getlist("severity") == ["normal"], "the next change is another"


def test_what_is_no_answer_is_taken_for_normal(editor: Client) -> None:
    page = _article()
    address = f"/admin/pages/{page.pk}/edit/"

    response = save(editor, address, changed(shown(editor, address), {"severity": "?", "title": "Uutinen!"}))

    assert response.status_code == 302
    assert NewsArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object().severity == Severity.NORMAL


def test_nothing_is_asked_where_no_reader_sees_a_translation(editor: Client) -> None:
    page = make.article("Uutinen")
    make.translate(page, "sv", live=False)

    assert b'name="severity"' not in editor.get(f"/admin/pages/{page.pk}/edit/").content
    assert b'name="severity"' not in editor.get("/admin/pages/add/news/newsarticlepage/3/").content


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["Tule mukaan."], ["Tule mukaan."], "It counts when words have changed."),
        (
            ["Tule mukaan meidän toimintaan."], ["Tule mukaan meidän toimintaan!"],
            "1 text differs from what readers see. Only a few letters: “Minor” will do if the meaning is the same.",
        ),
        (["A", "B", "C", "Yksi asia"], ["A", "B", "C", "Kaksi muuta"], "1 text differs from what readers see."),
        (
            ["A"], ["A", "Uutta", "Toinenkin"],
            ("2 texts differ from what readers see. "
             "That is more than half of them: is what translations say still right?"),
        ),
    ],
)  # fmt: skip
def test_what_has_changed_is_told_beside_the_question(before: list[str], after: list[str], expected: str) -> None:
    def texts(words: list[str]) -> list[Text]:
        return [Text(f"body.{number}", word) for number, word in enumerate(words)]

    assert sentence(texts(before), texts(after)) == expected
