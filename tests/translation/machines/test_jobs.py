"""Drafts by machine: only what is new, never over a person's words, within the budget, whatever dies on the way."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail_localize.models import StringTranslation, Translation

from cms.translation.machines import budget, jobs, providers
from cms.translation.models import MachineBudget, MachineJob, MachineState, TextVersion
from cms.translation.texts import applying
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in, text_of
from tests.translation.machines.service import Service, running
from tests.translation.screen.screen import save, translation_of
from tests.translation.terms.lists import term, volunteering

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(providers, "BACKOFF_SECONDS", 0)
    with running() as found:
        settings.MACHINE_TRANSLATION = "libretranslate"
        settings.MACHINE_TRANSLATION_URL = found.address
        settings.MACHINE_TRANSLATION_BUDGET = {"sv": 100_000}
        yield found


def _article(count: int = 3) -> NewsArticlePage:
    headings = [("heading", {"text": f"Otsikko {number}", "level": "2"}) for number in range(count)]
    article = factories.article("Uutinen", ingress="Ingressi.", body=factories.stream(*headings))
    factories.translate(article, "sv", strings=0, live=False)
    return article


def _in_swedish(page: Any) -> Any:
    return NewsArticlePage.objects.get(translation_key=page.translation_key, locale=factories.locale("sv"))


def _job(article: Any) -> MachineJob:
    return jobs.start(translation_of(article), factories.user("anna"))


def _drafts() -> dict[str, tuple[str, str]]:
    rows = StringTranslation.objects.values_list("translation_of__data", "data", "translation_type")
    return {source: (words, kind) for source, words, kind in rows}


def test_what_is_new_is_drafted_and_waits_for_a_person(service: Service, swedish: Client) -> None:
    article = _article()
    save(swedish, article, "Otsikko 1", "Rubrik 1")
    target = _in_swedish(article)

    assert "Draft what is new by LibreTranslate" in text_of(swedish.get(f"/admin/pages/{target.pk}/edit/"))
    address = f"/admin/translations/texts/{translation_of(article).pk}/machine/"
    assert swedish.post(f"{address}start/").status_code == 302
    assert "0 of 4 texts" in text_of(swedish.get(f"/admin/pages/{target.pk}/edit/"))
    enqueued = ProcrastinateJob.objects.get(task_name="translation.draft_by_machine")
    jobs.run(enqueued.args["job_id"])

    assert _drafts() == {
        "Uutinen": ("sv: Uutinen", "machine"),
        "Ingressi.": ("sv: Ingressi.", "machine"),
        "Otsikko 0": ("sv: Otsikko 0", "machine"),
        "Otsikko 1": ("Rubrik 1", "manual"),
        "Otsikko 2": ("sv: Otsikko 2", "machine"),
    }
    assert swedish.get(address).json() == {"is_at_work": False, "done": 4, "total": 4}
    content = text_of(swedish.get(f"/admin/pages/{target.pk}/edit/"))
    assert content.count('data-state="machine"') == 4
    assert set(TextVersion.objects.filter(origin="machine").values_list("words", flat=True)) == {
        "sv: Uutinen", "sv: Ingressi.", "sv: Otsikko 0", "sv: Otsikko 2",
    }  # fmt: skip


def test_a_job_that_dies_anywhere_is_begun_again_and_does_nothing_twice(
    service: Service, swedish: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fifty times it dies before or after a question, before or after what is written."""
    monkeypatch.setattr(jobs, "BATCH", 2)
    settings.MACHINE_TRANSLATION_BUDGET = {"sv": 2_000}
    article = _article(100)
    save(swedish, article, "Otsikko 7", "Rubrik 7")
    job = _job(article)
    dice = random.Random(20261126)
    deaths = 0

    class Death(BaseException):
        pass

    def mortal(function: Any) -> Any:
        def called(*args: Any, **kwargs: Any) -> Any:
            nonlocal deaths
            if deaths < 50 and dice.random() < 0.25:
                deaths += 1
                raise Death
            result = function(*args, **kwargs)
            if deaths < 50 and dice.random() < 0.25:
                deaths += 1
                raise Death
            return result

        return called

    for module, name in ((jobs, "_write"), (budget, "reserve"), (providers, "_post"), (applying, "apply")):
        monkeypatch.setattr(module, name, mortal(getattr(module, name)))
    for _ in range(200):
        try:
            jobs.run(job.pk)
            break
        except Death:
            continue

    job.refresh_from_db()
    assert (deaths, job.state) == (50, MachineState.DONE)
    drafts = _drafts()
    assert drafts["Otsikko 7"] == ("Rubrik 7", "manual")
    assert len(drafts) == 102
    assert StringTranslation.objects.count() == 102
    assert TextVersion.objects.filter(origin="machine").count() == 101
    used = MachineBudget.objects.get().used
    assert sum(len(text) for text in service.texts) <= used <= 2_000


def test_the_budget_is_never_exceeded(service: Service, settings: Any) -> None:
    settings.MACHINE_TRANSLATION_BUDGET = {"sv": 30}
    locale = factories.locale("sv")

    assert (budget.left(locale), budget.reserve(locale, 20), budget.left(locale)) == (30, True, 10)
    assert (budget.reserve(locale, 11), budget.reserve(locale, 10), budget.left(locale)) == (False, True, 0)
    article = _article()
    job = _job(article)
    jobs.run(job.pk)

    job.refresh_from_db()
    assert job.state == MachineState.FAILED
    assert job.problem == "Tämän kuukauden budjetti konekäännöksille tälle kielelle on käytetty."
    assert service.asked == []


def test_a_language_without_a_budget_has_no_machine(service: Service, settings: Any, swedish: Client) -> None:
    settings.MACHINE_TRANSLATION_BUDGET = {"ru": 1000}
    article = _article()

    assert "LibreTranslate" not in text_of(swedish.get(f"/admin/pages/{_in_swedish(article).pk}/edit/"))
    address = f"/admin/translations/texts/{translation_of(article).pk}/machine/start/"
    assert "No service for machine translation is set up." in text_of(swedish.post(address, follow=True))
    assert not MachineJob.objects.exists()


def test_a_service_that_fails_is_told_and_can_be_asked_again(service: Service, swedish: Client) -> None:
    service.failures = [403]
    article = _article()
    job = _job(article)

    jobs.run(job.pk)

    target = _in_swedish(article)
    content = text_of(swedish.get(f"/admin/pages/{target.pk}/edit/"))
    assert "403 Forbidden" in content
    jobs.start(translation_of(article), None)
    jobs.run(job.pk)
    assert len(_drafts()) == 5


def test_a_text_that_the_machine_breaks_is_left_to_people(service: Service) -> None:
    article = factories.article(
        "Uutinen", body=factories.stream(("paragraph", '<p><a href="https://example.org/">Lue</a> tämä.</p>'))
    )
    factories.translate(article, "sv", strings=0, live=False)
    service.answer = {"translatedText": ["Nyhet", "Ingress.", "Läs detta."]}
    job = _job(article)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert job.state == MachineState.DONE
    assert set(_drafts()) == {"Uutinen", "Ingressi."}


def test_a_stopped_job_asks_nothing_and_goes_on_when_it_is_started(service: Service, swedish: Client) -> None:
    article = _article()
    job = _job(article)
    swedish.post(f"/admin/translations/texts/{translation_of(article).pk}/machine/stop/")

    jobs.run(job.pk)
    assert service.asked == []
    assert _job_state(job) == MachineState.STOPPED

    jobs.start(translation_of(article), None)
    jobs.run(job.pk)
    assert (len(_drafts()), _job_state(job)) == (5, MachineState.DONE)


def _job_state(job: MachineJob) -> str:
    return MachineJob.objects.get(pk=job.pk).state


def test_pressing_twice_enqueues_once(service: Service, swedish: Client) -> None:
    article = _article()
    for _ in range(2):
        swedish.post(f"/admin/translations/texts/{translation_of(article).pk}/machine/start/")

    assert ProcrastinateJob.objects.filter(task_name="translation.draft_by_machine").count() == 1


def test_another_languages_translator_starts_and_stops_nothing(service: Service) -> None:
    russian = signed_in("Translators: ru", name="ru")
    address = f"/admin/translations/texts/{translation_of(_article()).pk}/machine/"

    assert is_refused(russian.post(f"{address}start/"))
    assert is_refused(russian.post(f"{address}stop/"))
    assert is_refused(russian.get(address))
    assert not MachineJob.objects.exists()
    assert Translation.objects.exists()


@pytest.mark.usefixtures("dictionaries")
def test_the_terms_of_the_texts_go_with_them(service: Service, settings: Any) -> None:
    settings.MACHINE_TRANSLATION = "deepl"
    settings.MACHINE_TRANSLATION_URL = f"{service.address}/v2"
    volunteering()
    term(fi="otsikko")
    term(fi="Kansalaisareena", is_name=True)
    article = factories.article("Kansalaisareenan uutinen", ingress="Iloa vapaaehtoistoiminnasta.")
    factories.translate(article, "sv", strings=0, live=False)

    jobs.run(_job(article).pk)

    assert [path for path, _headers, _data in service.asked] == [
        "/v2/glossaries",
        "/v2/translate",
        "DELETE /v2/glossaries/g1",
    ]
    assert service.asked[0][2]["entries"].split("\n") == [
        "Kansalaisareena\tKansalaisareena",
        "vapaaehtoistoiminta\tvolontärverksamhet",
    ]
