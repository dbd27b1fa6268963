"""The GraphQL layer's folder and the catalogues' folder must not become packages (docs/decisions/0001)."""

from pathlib import Path

import graphql

ROOT = Path(__file__).resolve().parent.parent


def test_graphql_is_the_installed_package() -> None:
    assert not (ROOT / "graphql" / "__init__.py").exists()
    assert ROOT not in Path(graphql.__file__).parents or ".venv" in graphql.__file__


def test_locale_holds_no_python() -> None:
    assert list((ROOT / "locale").rglob("*.py")) == []


def test_the_path_is_extended_in_one_place() -> None:
    places = [
        path.relative_to(ROOT).as_posix()
        for room in ("cms", "home", "news", "organisations", "graphql")
        for path in (ROOT / room).rglob("*.py")
        if "sys.path" in path.read_text(encoding="utf-8")
    ]
    assert places == ["cms/__init__.py"]
