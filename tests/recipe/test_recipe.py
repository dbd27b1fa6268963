"""docs/adding-a-type.md, followed in a copy of the project: what comes of it, and what is said of a step left out."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.recipe import following
from tests.recipe.following import change, copy_project, follow, run, steps

MODEL, LISTS, QUERIES = "organisations/models/vacancy.py", "home/models.py", "graphql/content_api/queries.py"
LISTED = '    vacancies = listed(Vacancy, "Vacancies, what closes first, first, unless ordered otherwise.")\n'
SINGLE = '    vacancy = single(Vacancy, "One vacancy; null when it cannot be read in any of the languages.")\n'
# For each check what is left out: a file, the words, and what stands in their place.
LEFT_OUT = {
    "verkosto.E003": [(MODEL, '"closes_on", "organisation"', '"organisation"')],
    "verkosto.E025": [
        (QUERIES, "from content_api.content.vacancy import Vacancy\n", ""),
        (QUERIES, LISTED, ""),
        (QUERIES, SINGLE, ""),
    ],
    "verkosto.E026": [(QUERIES, SINGLE, "")],
    "verkosto.E027": [("graphql/operations/open-vacancies.graphql", "  vacancies(locales", "  projects(locales")],
    "verkosto.E031": [(MODEL, '    content_kind = "vacancy"\n', "")],
    "verkosto.E032": [(MODEL, "    orders = VACANCY_ORDERS\n", "")],
    "verkosto.E033": [(MODEL, '        indexes = list_indexes("vacancy", VACANCY_ORDERS)\n', "")],
    "verkosto.E034": [(LISTS, '        "organisations.VacancyIndexPage",\n', "")],
    "verkosto.E035": [("organisations/wagtail_hooks.py", "        VacancyListing(),\n", "")],
    "verkosto.E036": [("home/demo/content.py", '    "vacancies": organisations.VacancyIndexPage,\n', "")],
}


@pytest.fixture(scope="module")
def copy() -> Iterator[Path]:
    # Not below pytest's own folder, into which nobody else may look: root's database server runs as another account.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        copy_project(folder)
        for step in steps():
            follow(folder, step)
        made = run(folder, "manage.py", "makemigrations", "organisations", "--name", "vacancies")
        assert made.returncode == 0, made.stderr
        yield folder


def test_the_recipe_is_short() -> None:
    files = {step.path for step in steps()}
    assert len(files) + 1 <= 12, "with the migration"
    assert sum(step.added for step in steps()) <= 400


def test_the_contract_only_grows(copy: Path) -> None:
    written = run(copy, "manage.py", "write_schema")
    assert written.returncode == 0, written.stderr
    before = (following.ROOT / "graphql" / "schema.graphql").read_text(encoding="utf-8")
    after = (copy / "graphql" / "schema.graphql").read_text(encoding="utf-8")
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert "type Vacancy implements Content & Node" in after


def test_the_new_type_is_listed_found_told_and_edited(copy: Path) -> None:
    done = run(copy, "-m", "pytest", "tests/recipe/of_vacancies.py", "-q", "-p", "no:xdist", "-p", "no:cacheprovider")
    assert re.search(r"^5 passed", done.stdout, re.MULTILINE), done.stdout[-4000:] + done.stderr[-2000:]


def test_all_is_well_when_every_step_was_taken(copy: Path) -> None:
    checked = run(copy, "manage.py", "check")
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stderr


# Steps that are left out together: each is named, and none hides another.
TOGETHER = [
    ["verkosto.E003", "verkosto.E027", "verkosto.E035", "verkosto.E036"],
    ["verkosto.E026", "verkosto.E033", "verkosto.E034"],
    ["verkosto.E025"],
    ["verkosto.E031"],
    ["verkosto.E032"],
]


def test_every_step_is_left_out_once() -> None:
    assert sorted(check for checks in TOGETHER for check in checks) == sorted(LEFT_OUT)


@pytest.mark.parametrize("checks", TOGETHER, ids=" ".join)
def test_steps_left_out_are_named(copy: Path, checks: list[str]) -> None:
    changes = [left_out for check in checks for left_out in LEFT_OUT[check]]
    kept = {path: (copy / path).read_text(encoding="utf-8") for path, *_ in changes}
    try:
        for path, words, instead in changes:
            change(copy, path, words, instead)
        checked = run(copy, "manage.py", "check")
    finally:
        for path, text in kept.items():
            (copy / path).write_text(text, encoding="utf-8")
    assert [check for check in checks if f"({check})" not in checked.stderr] == [], checked.stderr[-2000:]
