from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from content_api.schema import schema

SCHEMA_FILE = Path(settings.BASE_DIR) / "graphql" / "schema.graphql"


class Command(BaseCommand):
    help = "Writes the GraphQL schema to graphql/schema.graphql, or with --check tells whether it is current."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--check", action="store_true", help="Fail when the file is not current.")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        text = schema.as_str() + "\n"
        current = SCHEMA_FILE.read_text(encoding="utf-8") if SCHEMA_FILE.exists() else ""
        if check:
            if text != current:
                raise CommandError(
                    "graphql/schema.graphql is not current: run `make schema` and review the difference."
                )
            return
        SCHEMA_FILE.write_text(text, encoding="utf-8")
        self.stdout.write(f"Wrote {SCHEMA_FILE.name}: {len(text.splitlines())} lines.")
