"""Services that translate by machine. Each is one class; the settings name one of them.

What is sent are the texts of public or soon public pages with their inline markup, the terms in them, and nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Protocol
from urllib.parse import quote

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

# In seconds, to connect and to answer.
TIMEOUT = (5, 60)
# Of a service that is busy or out of order for a moment; what it says of when to come again is heeded.
ATTEMPTS = 4
BACKOFF_SECONDS = 0.5
BUSY = (429, 500, 502, 503, 504)
# A glossary is made by 201 and deleted by 204.
_DONE = (200, 201, 204)


class MachineError(Exception):
    """The service did not translate, and says why."""


class Provider(Protocol):
    """A service. `name` is written beside what it has translated."""

    name: str

    def translate(self, texts: Sequence[str], source: str, target: str, terms: Mapping[str, str]) -> list[str]:
        """Translates texts with inline markup between languages given by their tags, in their order.

        `terms` are words of the source and what they are called in the target, for services that heed them. Raises
        MachineError.
        """
        ...


def _post(address: str, data: dict[str, Any], headers: dict[str, str]) -> Any:
    return _ask("POST", address, data, headers)


def _ask(method: str, address: str, data: dict[str, Any] | None, headers: dict[str, str]) -> Any:
    retries = Retry(
        total=ATTEMPTS - 1,
        backoff_factor=BACKOFF_SECONDS,
        status_forcelist=BUSY,
        allowed_methods=["POST", "DELETE"],
        raise_on_status=False,
    )
    with requests.Session() as session:
        session.mount("http://", HTTPAdapter(max_retries=retries))
        session.mount("https://", HTTPAdapter(max_retries=retries))
        try:
            answer = session.request(
                method, address, json=data, headers=headers, timeout=TIMEOUT, allow_redirects=False
            )
            if answer.status_code not in _DONE:
                raise MachineError(f"{answer.status_code} {answer.reason}")
            return answer.json() if answer.content else None
        except (requests.RequestException, ValueError) as error:
            raise MachineError(type(error).__name__) from error


def _checked(found: Any, count: int) -> list[str]:
    if not isinstance(found, list) or len(found) != count or not all(isinstance(text, str) for text in found):
        raise MachineError("The answer has another form than is documented.")
    return found


class DeepL:
    """https://developers.deepl.com/docs: the address is the API's, with its version."""

    name = "DeepL"

    def __init__(self, address: str, key: str) -> None:
        self.address = address.rstrip("/")
        self.key = key

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"DeepL-Auth-Key {self.key}"}

    def translate(self, texts: Sequence[str], source: str, target: str, terms: Mapping[str, str]) -> list[str]:
        # English and Portuguese have variants as targets only.
        variants = {"EN": "EN-GB", "PT": "PT-PT"}
        base = target.partition("-")[0].upper()
        data = {
            "text": list(texts),
            "source_lang": source.partition("-")[0].upper(),
            "target_lang": variants.get(base, base),
            "tag_handling": "html",
        }
        with self._glossary(source.partition("-")[0].upper(), base, terms) as glossary:
            answer = _post(f"{self.address}/translate", {**data, **glossary}, self.headers)
        try:
            found = [item["text"] for item in answer["translations"]]
        except (KeyError, TypeError):
            found = None
        return _checked(found, len(texts))

    @contextmanager
    def _glossary(self, source: str, target: str, terms: Mapping[str, str]) -> Iterator[dict[str, str]]:
        """Makes a glossary for one question, which is asked all the same where DeepL does not take the glossary."""
        made: Any = None
        if entries := _entries(terms):
            data = {"name": "Verkosto", "source_lang": source, "target_lang": target, "entries_format": "tsv"}
            with suppress(MachineError):
                made = _post(f"{self.address}/glossaries", {**data, "entries": entries}, self.headers)
        key = made.get("glossary_id") if isinstance(made, dict) else None
        try:
            yield {"glossary_id": str(key)} if key and made.get("ready") else {}
        finally:
            if key:
                with suppress(MachineError):
                    _ask("DELETE", f"{self.address}/glossaries/{quote(str(key), safe='')}", None, self.headers)


def _entries(terms: Mapping[str, str]) -> str:
    """A line for each term, with a tab between its words. They have neither in them."""
    lines = ((" ".join(source.split()), " ".join(target.split())) for source, target in terms.items())
    return "\n".join(f"{source}\t{target}" for source, target in lines if source and target)


class LibreTranslate:
    """https://docs.libretranslate.com: a service that one can run oneself."""

    name = "LibreTranslate"

    def __init__(self, address: str, key: str) -> None:
        self.address = address.rstrip("/")
        self.key = key

    def translate(self, texts: Sequence[str], source: str, target: str, terms: Mapping[str, str]) -> list[str]:
        """It has no glossaries."""
        data = {
            "q": list(texts),
            "source": source.partition("-")[0],
            "target": target.partition("-")[0],
            "format": "html",
            **({"api_key": self.key} if self.key else {}),
        }
        answer = _post(f"{self.address}/translate", data, {})
        return _checked(answer.get("translatedText") if isinstance(answer, dict) else None, len(texts))


_PROVIDERS: dict[str, type[DeepL] | type[LibreTranslate]] = {"deepl": DeepL, "libretranslate": LibreTranslate}


def provider() -> Provider | None:
    """The service that the settings name; None when nothing is to be translated by machine."""
    made = _PROVIDERS.get(settings.MACHINE_TRANSLATION)
    return made(settings.MACHINE_TRANSLATION_URL, settings.MACHINE_TRANSLATION_KEY) if made else None
