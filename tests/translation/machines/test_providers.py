"""The services, by the protocols that they document."""

from collections.abc import Iterator
from typing import Any

import pytest

from cms.translation.machines import providers
from cms.translation.machines.providers import DeepL, LibreTranslate, MachineError
from tests.translation.machines.service import Service, running


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(providers, "BACKOFF_SECONDS", 0)
    with running() as found:
        yield found


def test_deepl_is_asked_for_several_texts_with_their_markup(service: Service) -> None:
    found = DeepL(f"{service.address}/v2", "secret").translate(["Tule", "<b>Nyt</b>"], "fi", "sv", {})

    assert found == ["SV: Tule", "SV: <b>Nyt</b>"]
    [(path, headers, data)] = service.asked
    assert (path, headers["Authorization"]) == ("/v2/translate", "DeepL-Auth-Key secret")
    assert data == {"text": ["Tule", "<b>Nyt</b>"], "source_lang": "FI", "target_lang": "SV", "tag_handling": "html"}


def test_deepl_translates_into_british_english(service: Service) -> None:
    assert DeepL(f"{service.address}/v2/", "secret").translate(["Tule"], "fi", "en", {}) == ["EN-GB: Tule"]


def test_deepl_is_given_the_terms_and_keeps_no_glossary(service: Service) -> None:
    terms = {"kolmas sektori": "tredje sektorn", "hyvä\tsana": "gott\nord", "": "x"}
    found = DeepL(f"{service.address}/v2", "secret").translate(["Kolmas sektori"], "fi", "sv", terms)

    assert found == ["SV: Kolmas sektori"]
    made, asked, deleted = service.asked
    assert made[0] == "/v2/glossaries"
    assert made[2]["entries"] == "kolmas sektori\ttredje sektorn\nhyvä sana\tgott ord"
    assert (made[2]["source_lang"], made[2]["target_lang"], made[2]["entries_format"]) == ("FI", "SV", "tsv")
    assert asked[2]["glossary_id"] == "g1"
    assert (deleted[0], deleted[1]["Authorization"]) == ("DELETE /v2/glossaries/g1", "DeepL-Auth-Key secret")


def test_deepl_translates_without_terms_that_it_does_not_take_and_deletes_them_when_it_fails(service: Service) -> None:
    deepl = DeepL(f"{service.address}/v2", "secret")
    service.failures = [400]

    assert deepl.translate(["Tule"], "fi", "se", {"tule": "boađe"}) == ["SE: Tule"]
    assert [path for path, _headers, _data in service.asked] == ["/v2/glossaries", "/v2/translate"]
    assert "glossary_id" not in service.asked[1][2]

    service.asked.clear()
    service.failures = [0, 403]
    with pytest.raises(MachineError):
        deepl.translate(["Tule"], "fi", "sv", {"tule": "kom"})
    assert [path for path, _headers, _data in service.asked][-1] == "DELETE /v2/glossaries/g1"


def test_libretranslate_is_asked_with_a_key_where_there_is_one(service: Service) -> None:
    assert LibreTranslate(service.address, "").translate(["Tule"], "fi", "sv", {}) == ["sv: Tule"]
    LibreTranslate(service.address, "secret").translate(["Tule"], "fi", "sv", {})

    data = [data for _path, _headers, data in service.asked]
    assert data == [
        {"q": ["Tule"], "source": "fi", "target": "sv", "format": "html"},
        {"q": ["Tule"], "source": "fi", "target": "sv", "format": "html", "api_key": "secret"},
    ]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_service_that_is_busy_is_asked_again(service: Service, status: int) -> None:
    service.failures = [status, status]

    assert LibreTranslate(service.address, "").translate(["Tule"], "fi", "sv", {}) == ["sv: Tule"]
    assert len(service.asked) == 3


@pytest.mark.parametrize(("failures", "problem", "asked"), [([403], "403 Forbidden", 1), ([503] * 4, "RetryError", 4)])
def test_a_service_that_refuses_or_stays_busy_is_an_error(
    service: Service, failures: list[int], problem: str, asked: int
) -> None:
    service.failures = failures

    with pytest.raises(MachineError) as error:
        LibreTranslate(service.address, "").translate(["Tule"], "fi", "sv", {})

    assert (str(error.value) in {problem, "503 Service Unavailable"}, len(service.asked)) == (True, asked)


@pytest.mark.parametrize(
    "answer", [{}, {"translations": []}, {"translations": [{"text": 1}]}, [], {"translatedText": "x"}]
)
def test_an_answer_of_another_form_is_an_error(service: Service, answer: Any) -> None:
    service.answer = answer
    for made in (DeepL(f"{service.address}/v2", ""), LibreTranslate(service.address, "")):
        with pytest.raises(MachineError):
            made.translate(["Tule"], "fi", "sv", {})


def test_a_service_that_does_not_answer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "BACKOFF_SECONDS", 0)
    with running() as gone:
        address = gone.address

    with pytest.raises(MachineError, match="ConnectionError"):
        LibreTranslate(address, "").translate(["Tule"], "fi", "sv", {})


def test_the_settings_name_the_service(settings: Any) -> None:
    settings.MACHINE_TRANSLATION = "off"
    assert providers.provider() is None
    settings.MACHINE_TRANSLATION, settings.MACHINE_TRANSLATION_URL = "deepl", "https://example.org/v2/"
    found = providers.provider()
    assert isinstance(found, DeepL)
    assert found.address == "https://example.org/v2"
