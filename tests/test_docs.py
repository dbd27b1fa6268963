"""What the documentation says is so: names, numbers, commands, files and examples are compared with the code."""

import re
from pathlib import Path
from typing import Any

import polib
import pytest
from graphql import parse, validate

from content_api.schema import core
from engine import limits
from tests.conftest import Graphql

ROOT = Path(__file__).resolve().parent.parent
FILES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PAGES = {str(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in FILES}
ENVIRONMENT, GRAPHQL = PAGES["docs/environment.md"], PAGES["docs/graphql-api.md"]
# What only tools read.
TOOLS = [ROOT / "Makefile", ROOT / "cms" / "settings" / "local.py", *(ROOT / "cms" / "dev").rglob("*.py")]


def _documented_variables() -> set[str]:
    rows = re.findall(r"^\| (`[A-Z][^|]*) \|", ENVIRONMENT, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", row)}


def test_every_setting_is_documented_and_every_documented_one_is_read() -> None:
    settings = "".join(file.read_text() for file in (ROOT / "cms" / "settings").glob("*.py"))
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z][A-Z0-9_]+)"', settings))
    known = read | {name for file in TOOLS for name in re.findall(r"\b[A-Z][A-Z0-9_]{3,}\b", file.read_text())}

    assert read - _documented_variables() == set()
    assert _documented_variables() - known == set()


def _default(name: str) -> str:
    (row,) = re.findall(rf"^\| `{name}` \| ([^|]*?) \|", ENVIRONMENT, re.MULTILINE)
    return str(row)


@pytest.mark.parametrize(
    "name",
    ["DATABASE_POOL", "GRAPHQL_RATE_LIMIT", "GRAPHQL_CONCURRENCY", "RESPONSE_CACHE_MB", "RESPONSE_MAX_AGE",
     "RESPONSE_STALE_WHILE_REVALIDATE", "RESPONSE_STALE_IF_ERROR", "TRUSTED_PROXIES", "SESSION_COOKIE_AGE",
     "PASSWORD_RESET_TIMEOUT"],
)  # fmt: skip
def test_a_documented_default_is_the_one_that_counts(name: str) -> None:
    base = (ROOT / "cms" / "settings" / "base.py").read_text()
    (default,) = re.findall(rf'env\.integer\("{name}", ([\d_]+)', base)

    assert re.match(r"\d+", _default(name).replace(",", ""))[0] == str(int(default))  # type: ignore[index]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_make_that_is_named_exists(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z][a-z-]+)(?=[`\s.,:;)]|$)", "\n".join(_code(PAGES[page]))))

    assert {name for name in named if not name.startswith("check-")} - targets == set()


def _code(text: str) -> list[str]:
    return [*re.findall(r"`([^`\n]+)`", text), *re.findall(r"```console\n(.*?)```", text, re.DOTALL)]


@pytest.mark.parametrize("page", [name for name in PAGES if name != "docs/adding-a-type.md"])
def test_every_file_that_is_named_exists(page: str) -> None:
    roots = ("cms/", "docs/", "graphql/", "home/", "news/", "organisations/", "tests/", "locale/")
    named = {code for code in re.findall(r"`([\w./-]+)`", PAGES[page]) if code.startswith(roots)}
    linked = set(re.findall(r"\]\(([\w./-]+\.(?:md|png|graphql))(?:#[\w-]+)?\)", PAGES[page]))

    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
    assert [name for name in sorted(linked) if not (ROOT / page).parent.joinpath(name).exists()] == []


def _examples() -> list[tuple[str, str]]:
    return [
        (page, text)
        for page, content in PAGES.items()
        # What the one adds is not there, and the other's are asked with their variables, in tests/clients.
        if page not in ("docs/adding-a-type.md", "docs/recipes.md")
        for text in re.findall(r"```graphql\n(.*?)```", content, re.DOTALL)
    ]


def _whole(example: str) -> str:
    """An example that shows a part, with something around it."""
    if example.startswith("fragment"):
        (name,) = re.findall(r"fragment (\w+)", example)
        return f"{example} {{ themes {{ ...{name} }} }}"
    if example.startswith("body"):
        return f"{{ newsArticles {{ nodes {{ {example} }} }} }}"
    return example


def test_there_are_examples() -> None:
    assert len(_examples()) >= 5


@pytest.mark.parametrize("example", [text for _, text in _examples()])
def test_every_example_can_be_asked(graphql: Graphql, example: str) -> None:
    document = parse(_whole(example))
    assert validate(core, document) == []
    variables: dict[str, Any] = {"path": "/fi/"} if "$path" in example else {}

    assert graphql(_whole(example), **variables) is not None


def _kilobytes(size: int) -> str:
    return f"{size // 1000} kB"


# As the table of limits has them.
LIMITS = {
    "queryBytes": _kilobytes(limits.QUERY_MAX_BYTES),
    "tokens": f"{limits.TOKENS_MAX:,}",
    "operations": f"{limits.OPERATIONS_MAX}",
    "depth": f"{limits.DEPTH_MAX}",
    "rootFields": f"{limits.ROOT_FIELDS_MAX}",
    "fields": f"{limits.FIELDS_MAX:,}",
    "aliases": f"{limits.ALIASES_MAX} each",
    "merges": f"{limits.MERGES_MAX:,}",
    "inputDepth": f"{limits.INPUT_DEPTH_MAX}",
    "inputObjects": f"{limits.INPUT_OBJECTS_MAX}",
    "inputValues": f"{limits.INPUT_VALUES_MAX:,}",
    "cost": f"{limits.COST_MAX:,}",
    "statementSeconds": f"{limits.STATEMENT_MAX_MILLISECONDS // 1000}",
    "responseBytes": f"{limits.RESPONSE_MAX_BYTES // 1_000_000} MB",
}


def test_the_table_of_limits_has_their_numbers() -> None:
    rows = re.findall(r"^\| `(\w+)`[^|]*\| ([^|]+) \|", GRAPHQL, re.MULTILINE)

    assert dict(rows) == LIMITS
    assert limits.DIRECTIVES_MAX == limits.ALIASES_MAX, "The table gives one number for both."


@pytest.mark.parametrize(
    "sentence",
    [
        f"| – | {_kilobytes(limits.BODY_MAX_BYTES)}, {_kilobytes(limits.ADDRESS_MAX_BYTES)} |",
        f"`first` (1 to {limits.PAGE_SIZE_MAX}, {limits.PAGE_SIZE_DEFAULT} when left out)",
        f"such as {limits.FILTER_VALUES_MAX} values in a filter, {limits.SEARCH_WORDS_MAX_LENGTH} characters of search",
        f"filters {limits.FILTER_DEPTH_MAX} deep",
        f"| 408 | nothing has come of the body of a POST for {limits.BODY_CHUNK_SECONDS} seconds |",
        f"more than {limits.BODIES_OF_A_CLIENT_MAX} bodies of yours",
        f"lets {limits.WAITING_MAX} more wait",
        f"A list without pages counts as {limits.LIST_WEIGHT},",
        *(
            f"`{name.removeprefix('Query.')}` as {weight}"
            for name, weight in limits.LIST_WEIGHTS.items()
            if name.startswith("Query.")
        ),
        f"{limits.REQUEST_POINTS} for a request, its cost, and {limits.DOCUMENT_POINTS} for a document",
        f"w={limits.RATE_SECONDS}`",
        f'"maximum": {limits.COST_MAX}',
    ],
)
def test_a_number_in_the_guide_is_the_one_that_counts(sentence: str) -> None:
    assert sentence in " ".join(GRAPHQL.split())


def test_the_largest_question_fits_the_smallest_rate() -> None:
    largest = limits.COST_MAX + limits.REQUEST_POINTS + limits.DOCUMENT_POINTS

    assert f"otherwise at least {largest:,}" in ENVIRONMENT
    assert f"{limits.WAITING_MAX} more wait for their turn" in ENVIRONMENT


# Of keys and of other people's words, which their catalogues have not in every language.
KEYS_AND_OTHERS = {
    "Ctrl+Enter",
    "Alt+C",
    "Alt+M",
    "Alt+K",
    "Alt+H",
    "Alt+Q",
    "Ctrl+Shift+Enter",
    "Alt+Z",
    "Start Synced translation",
    "Starta synkroniserad översättning",
}


def _words_on_screen(tag: str) -> set[str]:
    """What stands on the screen in this language: our words, and Wagtail's of the filters."""
    found = polib.pofile(str(ROOT / "locale" / tag / "LC_MESSAGES" / "django.po"))
    return {entry.msgstr for entry in found} | {"Näytä suodattimet", "Visa filter"}


@pytest.mark.parametrize("tag", ["fi", "sv"])
def test_bold_words_of_a_guide_stand_on_the_screen(tag: str) -> None:
    text = PAGES[f"docs/translators.{tag}.md"]
    bold = {
        " ".join(part.split())
        for found in re.findall(r"\*\*([^*]+)\*\*", text)
        for part in found.split(" → ")
        if " ".join(part.split()) not in KEYS_AND_OTHERS
    }
    words = _words_on_screen(tag)

    assert len(bold) > 25
    # Of words with something in them, like “Publish in %(language)s”, the guide names the beginning.
    assert [word for word in bold if word not in words and not any(w.startswith(f"{word}") for w in words)] == []
