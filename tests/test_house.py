"""The house stays one in which a newcomer finds the way: small modules, short functions, rooms of a dozen modules."""

import ast
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ("cms", "graphql", "home", "news", "organisations")
MODULE_LINES, FUNCTION_LINES, ROOM_MODULES = 300, 40, 12


def _modules(*folders: str) -> list[Path]:
    return [
        file
        for folder in folders
        for file in sorted((ROOT / folder).rglob("*.py"))
        if not {"migrations", "node_modules", "__pycache__"} & set(file.parts)
    ]


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def test_no_module_is_long() -> None:
    lines = {_name(file): len(file.read_text(encoding="utf-8").splitlines()) for file in _modules(*CODE, "tests")}

    assert {name: number for name, number in lines.items() if number > MODULE_LINES} == {}


def test_no_function_is_long() -> None:
    """A test may tell a long story; what it tells it with may not be longer than the rest."""
    functions = {
        f"{_name(file)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for file in _modules(*CODE, "tests")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("test_")
    }

    assert {name: lines for name, lines in functions.items() if lines > FUNCTION_LINES} == {}


def test_no_room_is_crowded() -> None:
    rooms = Counter(_name(file.parent) for file in _modules(*CODE, "tests") if file.name != "__init__.py")

    assert {room: modules for room, modules in rooms.items() if modules > ROOM_MODULES} == {}
