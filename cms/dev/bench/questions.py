"""The questions, as they are asked: the same document and variables each time."""

import json
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

FOLDER = Path(__file__).parent / "documents"
LOCALES = ["sv", "fi"]
# In an inflected form, a word that stands in nearly every text that is generated.
INFLECTED = "föreningarnas"
HERE = {"latitude": 60.2055, "longitude": 24.6559, "kilometres": 50}


class WrongAnswer(RuntimeError):
    pass


@dataclass(frozen=True)
class Question:
    """`body` is what a POST sends, `query_string` the same for a GET."""

    name: str
    body: bytes
    query_string: str
    answer: bytes


def documents() -> dict[str, str]:
    """By the name of the question, `Q1` and so on."""
    return {file.stem.partition("-")[0].upper(): file.read_text("utf-8") for file in sorted(FOLDER.glob("*.graphql"))}


def variables(newest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """From the answer to Q1: Q2 asks for its first article, Q4 for a word of it."""
    article = newest["data"]["newsArticles"]["nodes"][0]
    words = article["ingress"].replace(".", " ").split()
    word = max(words, key=lambda word: (5 <= len(word) <= 9, len(word)))
    # The same all day: an answer from memory is one to the very same question.
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "Q1": {"locales": LOCALES},
        "Q2": {"locales": LOCALES, "path": article["path"]},
        "Q3": {"locales": LOCALES},
        "Q4": {"locales": LOCALES, "word": word},
        "Q5": {"locales": LOCALES, "word": INFLECTED},
        "Q6": {
            "locales": LOCALES,
            "from": today.isoformat(),
            "until": (today + timedelta(days=30)).isoformat(),
            "point": HERE,
        },
    }


def ask(url: str, body: bytes) -> bytes:
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 (of this machine)
    with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
        answer: bytes = response.read()
    if "errors" in json.loads(answer):
        raise WrongAnswer(answer.decode()[:500])
    return answer


def questions(url: str) -> list[Question]:
    texts = documents()
    newest = json.loads(ask(url, _body(texts["Q1"], {"locales": LOCALES})))
    asked = []
    for name, values in variables(newest).items():
        body = _body(texts[name], values)
        asked.append(Question(name, body, _query_string(texts[name], values), ask(url, body)))
    return asked


def _query_string(document: str, values: dict[str, Any]) -> str:
    return urlencode({"query": document, "variables": json.dumps(values, ensure_ascii=False)})


def _body(document: str, values: dict[str, Any]) -> bytes:
    return json.dumps({"query": document, "variables": values}, ensure_ascii=False).encode()
