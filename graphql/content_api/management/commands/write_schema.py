from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from content_api.contract import broken_promises
from content_api.schema import schema

SCHEMA_FILE = Path(settings.BASE_DIR) / "graphql" / "schema.graphql"
# As it was in the last release: what partner sites were promised.
RELEASED_FILE = SCHEMA_FILE.with_name("released.graphql")


class Command(BaseCommand):
    help = (
        "Writes the GraphQL schema to graphql/schema.graphql. With --check tells whether that is current and keeps "
        "what the last release has promised; with --release makes it the promise of a new one."
    )

    def add_arguments(self, parser: Any) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--check", action="store_true", help="Fail when it is not current or breaks a promise.")
        what.add_argument("--release", action="store_true", help="Write graphql/released.graphql as well.")

    def handle(self, *args: Any, check: bool = False, release: bool = False, **options: Any) -> None:
        text = schema.as_str() + "\n"
        if check or release:
            self._keep_promises(text)
        if check:
            current = SCHEMA_FILE.read_text(encoding="utf-8") if SCHEMA_FILE.exists() else ""
            if text != current:
                raise CommandError(
                    "graphql/schema.graphql is not current: run `make schema` and review the difference."
                )
            return
        if release:
            RELEASED_FILE.write_text(text, encoding="utf-8")
        SCHEMA_FILE.write_text(text, encoding="utf-8")
        self.stdout.write(f"Wrote {SCHEMA_FILE.name}: {len(text.splitlines())} lines.")

    def _keep_promises(self, text: str) -> None:
        if broken := broken_promises(RELEASED_FILE.read_text(encoding="utf-8"), text):
            raise CommandError(
                "Partner sites of the last release (graphql/released.graphql) would break:\n  "
                + "\n  ".join(broken)
                + "\nKeep it and mark it with deprecation_reason; the release after the next may take it away."
            )
