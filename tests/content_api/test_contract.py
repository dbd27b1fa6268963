"""What partner sites were promised is kept."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from content_api.contract import broken_promises
from content_api.management.commands import write_schema

RELEASED = """
type Query {
  menu(handle: String, old: Int @deprecated(reason: "No use.")): Menu!
  old: Old @deprecated(reason: "Gone.")
}
type Menu { title: String!  colour: Colour!  label: String @deprecated(reason: "Use title.") }
type Old { part: Part! }
type Part { title: String! }
enum Colour { RED BLUE GREY @deprecated(reason: "Nobody uses it.") }
"""


HANDLE = "Argument Query.menu(handle:)"


@pytest.mark.parametrize(
    ("before", "after", "broken"),
    [
        ("", "", []),
        # What was deprecated may go, and what was reached through it alone.
        ("  label: String @deprecated(reason: \"Use title.\")", "", []),
        (" GREY @deprecated(reason: \"Nobody uses it.\")", "", []),
        (", old: Int @deprecated(reason: \"No use.\")", "", []),
        ("  old: Old @deprecated(reason: \"Gone.\")", "", []),
        ("type Part { title: String! }", "type Part { name: String! }", ["Field Part.title was removed."]),
        # Nothing else may.
        ("title: String!  colour", "colour", ["Field Menu.title was removed."]),
        ("RED BLUE", "RED", ["Enum value Colour.BLUE was removed."]),
        ("title: String!  colour", "title: String  colour", ["Field Menu.title changed type from String! to String."]),
        ("handle: String,", "handle: String!,", [f"{HANDLE} has changed type from String to String!."]),
        ("handle: String,", "handle: String, site: ID!,", ["A required argument Query.menu(site:) was added."]),
        # What is added breaks nobody.
        ("handle: String,", "handle: String, site: ID,", []),
        ("RED BLUE", "RED BLUE GREEN", []),
    ],
)  # fmt: skip
def test_only_what_was_deprecated_may_go(before: str, after: str, broken: list[str]) -> None:
    assert before in RELEASED
    assert broken_promises(RELEASED, RELEASED.replace(before, after, 1)) == broken


def test_types_of_deprecated_fields_go_with_them() -> None:
    current = RELEASED.replace('  old: Old @deprecated(reason: "Gone.")', "")
    for line in ("type Old { part: Part! }\n", "type Part { title: String! }\n"):
        current = current.replace(line, "")

    assert broken_promises(RELEASED, current) == []


def test_what_was_marked_since_the_release_may_not_go_yet() -> None:
    released = RELEASED.replace(' @deprecated(reason: "Use title.")', "")

    assert broken_promises(released, RELEASED) == []
    assert broken_promises(released, released.replace("  label: String", "")) == ["Field Menu.label was removed."]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("SCHEMA_FILE", "RELEASED_FILE"):
        file = tmp_path / getattr(write_schema, name).name
        file.write_bytes(getattr(write_schema, name).read_bytes())
        monkeypatch.setattr(write_schema, name, file)
    return tmp_path


def test_a_promise_that_is_broken_fails_the_check_and_is_named(files: Path) -> None:
    call_command("write_schema", check=True)
    released = files / "released.graphql"
    released.write_text(released.read_text(encoding="utf-8") + "type Never { id: ID! }\n", encoding="utf-8")
    kept = released.read_text(encoding="utf-8").replace("type Query {", "type Query {\n  never: Never\n")
    released.write_text(kept, encoding="utf-8")

    for options in ({"check": True}, {"release": True}):
        with pytest.raises(CommandError, match=r"Field Query\.never was removed\.") as refusal:
            call_command("write_schema", **options)
        assert "Never was removed." in str(refusal.value)
        assert "mark it with deprecation_reason" in str(refusal.value)
    assert released.read_text(encoding="utf-8") == kept


def test_a_release_makes_todays_contract_the_promise(files: Path) -> None:
    (files / "schema.graphql").write_text("", encoding="utf-8")

    call_command("write_schema", release=True)

    assert (files / "released.graphql").read_bytes() == (files / "schema.graphql").read_bytes() != b""
