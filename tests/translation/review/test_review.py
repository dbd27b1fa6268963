"""Four eyes: what somebody has written goes out when somebody else has approved just these words."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from cms.translation.desk import states
from cms.translation.desk.states import DeskState
from cms.translation.models import Approval, Origin
from cms.translation.screen import units
from cms.translation.texts import applying
from cms.users.models import User
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in, text_of
from tests.translation.screen.screen import save, segment, translation_of

pytestmark = pytest.mark.django_db
WAITS_ONE = "1 text is not approved yet by somebody else than its writer: “Ingressi.”"


@pytest.fixture(autouse=True)
def _reviewed(settings: Settings) -> None:
    settings.TRANSLATION_REVIEW_LANGUAGES = ["sv"]


@pytest.fixture
def anna() -> Client:
    return signed_in("Translators: sv", name="anna")


@pytest.fixture
def bertil() -> Client:
    return signed_in("Translators: sv", name="bertil")


@pytest.fixture
def article() -> NewsArticlePage:
    article = factories.article("Uutinen", ingress="Ingressi.")
    factories.translate(article, "sv", strings=0, live=False)
    return article


def _approve(client: Client, article: Any, *texts: str, **more: str) -> Any:
    """Of texts as they are now."""
    found = {unit.source: unit for unit in units.units_of(translation_of(article))}
    seen = [f"{found[text].key}~{found[text].version}" for text in texts]
    answer = client.post(f"/admin/translations/texts/{translation_of(article).pk}/approve/", {"text": seen, **more})
    if answer.status_code != 200:
        return answer
    told = answer.json()["texts"]
    return [told[str(found[text].key)] for text in texts]


def _publish(client: Client, article: Any) -> str:
    page = NewsArticlePage.objects.get(translation_key=article.translation_key, locale=factories.locale("sv"))
    return text_of(client.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"}, follow=True))


def _state(article: Any) -> str:
    found: Any = states.in_language(factories.locale("sv")).get(translation_key=article.translation_key)
    return str(found.desk_state)


def _write_all(client: Client, article: Any) -> None:
    save(client, article, "Uutinen", "Nyhet")
    save(client, article, "Ingressi.", "Ingress.")


def test_a_translation_goes_out_when_another_has_approved_each_text(
    anna: Client, bertil: Client, article: NewsArticlePage
) -> None:
    _write_all(anna, article)
    both = "2 texts are not approved yet by somebody else than their writer: “Uutinen”, “Ingressi.”"
    assert both in _publish(anna, article)

    [told] = _approve(bertil, article, "Uutinen")
    assert (told["problem"], told["review"]["waits"], told["state"]) == ("", False, "draft")
    assert told["review"]["approved"].startswith("Approved: bertil, ")
    assert WAITS_ONE in _publish(anna, article)
    _approve(bertil, article, "Ingressi.")

    assert "is published in Swedish" in _publish(anna, article)
    assert set(Approval.objects.values_list("words", "by__username")) == {("Nyhet", "bertil"), ("Ingress.", "bertil")}


def test_nobody_approves_their_own_words(anna: Client, article: NewsArticlePage) -> None:
    _write_all(anna, article)

    told = _approve(anna, article, "Uutinen", "Ingressi.")

    assert [text["problem"] for text in told] == ["You wrote this text: somebody else approves it."] * 2
    assert [text["review"]["waits"] for text in told] == [True, True]
    assert not Approval.objects.exists()


def test_an_approval_goes_when_a_word_is_changed_and_comes_back_with_it(
    anna: Client, bertil: Client, article: NewsArticlePage
) -> None:
    _write_all(anna, article)
    _approve(bertil, article, "Uutinen", "Ingressi.")
    save(anna, article, "Ingressi.", "En ingress.")
    assert WAITS_ONE in _publish(anna, article)

    save(anna, article, "Ingressi.", "Ingress.")

    assert "is published in Swedish" in _publish(anna, article)


def test_who_approved_and_then_writes_the_same_words_is_one_pair_of_eyes(
    anna: Client, bertil: Client, article: NewsArticlePage
) -> None:
    _write_all(anna, article)
    _approve(bertil, article, "Uutinen", "Ingressi.")
    save(bertil, article, "Ingressi.", "En ingress.")
    save(bertil, article, "Ingressi.", "Ingress.")

    assert WAITS_ONE in _publish(anna, article)
    assert _approve(anna, article, "Ingressi.")[0]["problem"] == ""
    assert "is published in Swedish" in _publish(anna, article)


def test_an_approval_goes_when_the_original_changes_also_when_the_words_stay(
    anna: Client, bertil: Client, article: NewsArticlePage
) -> None:
    _write_all(anna, article)
    _approve(bertil, article, "Uutinen", "Ingressi.")
    _publish(anna, article)
    page = NewsArticlePage.objects.get(pk=article.pk)
    page.ingress = "Ingressi!"
    factories.publish(page)
    assert save(bertil, article, "Ingressi!", "Ingress.").status_code == 200

    assert "1 text is not approved yet by somebody else than its writer: “Ingressi!”" in _publish(anna, article)
    _approve(anna, article, "Ingressi!")
    assert "is published in Swedish" in _publish(anna, article)


def test_what_readers_see_already_needs_no_approval(anna: Client, article: NewsArticlePage, settings: Settings) -> None:
    settings.TRANSLATION_REVIEW_LANGUAGES = []
    _write_all(anna, article)
    assert "is published in Swedish" in _publish(anna, article)
    settings.TRANSLATION_REVIEW_LANGUAGES = ["sv"]
    assert "is published in Swedish" in _publish(anna, article)

    save(anna, article, "Ingressi.", "En ingress.")

    assert WAITS_ONE in _publish(anna, article)


def test_a_text_that_goes_elsewhere_in_the_page_stays_approved(
    anna: Client, bertil: Client, article: NewsArticlePage
) -> None:
    _write_all(anna, article)
    _approve(bertil, article, "Uutinen", "Ingressi.")
    page = NewsArticlePage.objects.get(pk=article.pk)
    page.title, page.ingress = "Ingressi.", "Uutinen"
    factories.publish(page)

    assert "is published in Swedish" in _publish(anna, article)


def test_a_machine_draft_has_to_be_looked_at_by_two(anna: Client, bertil: Client, article: NewsArticlePage) -> None:
    save(anna, article, "Uutinen", "Nyhet")
    translation = translation_of(article)
    applying.apply(
        translation,
        segment(article, "Ingressi.").pk,
        "Ingress.",
        User.objects.get(username="anna"),
        original=translation.source.as_instance(),
        origin=Origin.MACHINE,
    )
    _approve(bertil, article, "Uutinen")

    assert _approve(bertil, article, "Ingressi.")[0]["problem"] == "A translator has to look at this text first."
    assert WAITS_ONE in _publish(anna, article)
    save(bertil, article, "Ingressi.", "Ingress.")
    assert _approve(bertil, article, "Ingressi.")[0]["problem"] == "You wrote this text: somebody else approves it."
    assert _approve(anna, article, "Ingressi.")[0]["problem"] == ""
    assert "is published in Swedish" in _publish(anna, article)


def test_only_what_was_seen_is_approved(anna: Client, bertil: Client, article: NewsArticlePage) -> None:
    _write_all(anna, article)
    address = f"/admin/translations/texts/{translation_of(article).pk}/approve/"
    seen = next(unit for unit in units.units_of(translation_of(article)) if unit.source == "Uutinen")
    save(anna, article, "Uutinen", "En nyhet")

    told = bertil.post(address, {"text": f"{seen.key}~{seen.version}"}).json()["texts"][str(seen.key)]

    assert (told["problem"], told["words"]) == ("This text is another by now: look at it again.", "En nyhet")
    assert told["review"]["waits"] is True
    assert not Approval.objects.exists()


def test_an_approval_is_taken_back_by_who_gave_it(anna: Client, bertil: Client, article: NewsArticlePage) -> None:
    _write_all(anna, article)
    _approve(bertil, article, "Uutinen", "Ingressi.")

    assert _approve(anna, article, "Uutinen", take_back="1")[0]["review"]["waits"] is False
    assert _approve(bertil, article, "Ingressi.", take_back="1")[0]["review"]["waits"] is True
    assert WAITS_ONE in _publish(anna, article)


def test_an_account_that_is_gone_takes_no_approval_along(
    anna: Client, bertil: Client, article: NewsArticlePage
) -> None:
    _write_all(anna, article)
    _approve(bertil, article, "Uutinen", "Ingressi.")
    User.objects.filter(username="bertil").delete()

    reviews = [unit.review_told for unit in units.units_of(translation_of(article))]

    assert [told and (told["waits"], told["approver"]) for told in reviews] == [(False, None), (False, None), None]
    assert reviews[0] is not None
    assert reviews[0]["approved"].startswith("Approved: –, ")
    User.objects.filter(username="anna").delete()
    assert "is published in Swedish" in _publish(signed_in("Translators: sv", name="cecilia"), article)


def test_the_desk_says_in_review_when_nothing_else_is_left_to_do(
    anna: Client, bertil: Client, article: NewsArticlePage
) -> None:
    save(anna, article, "Uutinen", "Nyhet")
    assert _state(article) == DeskState.DRAFT
    save(anna, article, "Ingressi.", "Ingress.")
    assert _state(article) == DeskState.IN_REVIEW
    content = text_of(bertil.get("/admin/translations/sv/?state=in-review"))
    assert "Uutinen" in content
    _approve(bertil, article, "Uutinen", "Ingressi.")
    assert _state(article) == DeskState.DRAFT
    _publish(anna, article)
    assert _state(article) == DeskState.UP_TO_DATE
    counts = states.waiting_counts([factories.locale("sv")])

    save(anna, article, "Ingressi.", "En ingress.")

    assert _state(article) == DeskState.IN_REVIEW
    locale = factories.locale("sv")
    assert states.waiting_counts([locale]) == {locale.pk: counts[locale.pk] + 1}
    assert states.in_language(locale).filter(desk_state__in=states.WAITING).count() == counts[locale.pk] + 1


def test_a_language_that_is_not_reviewed_asks_nobody(anna: Client, settings: Settings) -> None:
    settings.TRANSLATION_REVIEW_LANGUAGES = ["ru"]
    article = factories.article("Uutinen", ingress="Ingressi.")
    swedish = factories.translate(article, "sv", strings=0, live=False)
    _write_all(anna, article)

    assert _approve(anna, article, "Uutinen").status_code == 404
    assert _state(article) == DeskState.DRAFT
    assert "Waits for approval" not in text_of(anna.get(f"/admin/pages/{swedish.pk}/edit/"))
    assert "is published in Swedish" in _publish(anna, article)


def test_only_who_translates_into_the_language_approves(anna: Client, article: NewsArticlePage) -> None:
    _write_all(anna, article)

    assert is_refused(_approve(signed_in("Translators: ru", name="ru"), article, "Uutinen"))
    translation = translation_of(article)
    address = f"/admin/translations/texts/{translation.pk}/approve/"
    assert anna.get(address).status_code == 405
    other = factories.article("Toinen")
    factories.translate(other, "sv", strings=0, live=False)
    for text in ("x", "~", f"{10**30}~", f"{segment(other, 'Toinen').pk}~"):
        assert anna.post(address, {"text": text}).status_code == 404


def test_the_screen_the_desk_and_approving_take_as_many_statements_for_many_texts(anna: Client, bertil: Client) -> None:
    def cost(count: int) -> tuple[int, int]:
        headings = [("heading", {"text": f"Otsikko {number}", "level": "2"}) for number in range(count)]
        article = factories.article("Uutinen", body=factories.stream(*headings))
        target = factories.translate(article, "sv", live=False)
        _approve(bertil, article, "Otsikko 0")
        with CaptureQueriesContext(connection) as screen:
            anna.get(f"/admin/pages/{target.pk}/edit/")
        with CaptureQueriesContext(connection) as desk:
            anna.get("/admin/translations/sv/")
        return len(screen), len(desk)

    cost(1)
    assert cost(2) == cost(40)
