"""How many SQL statements each question costs when nothing is remembered, counted by Django in a process of its own."""

import json
import subprocess
import sys
from typing import Any

from cms.dev.bench.questions import LOCALES, documents, variables


def count_statements(environment: dict[str, str]) -> dict[str, int]:
    command = [sys.executable, "-m", "cms.dev.bench.statements"]
    result = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, int] = json.loads(result.stdout.splitlines()[-1])
    return found


def main() -> None:
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    texts = documents()

    def answer(name: str, values: dict[str, Any]) -> tuple[dict[str, Any], int]:
        statements = []

        def count(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
            statements.append(sql)
            return execute(sql, parameters, many, context)

        data = {"query": texts[name], "variables": values}
        with connection.execute_wrapper(count):
            response = client.post("/graphql/", json.dumps(data), content_type="application/json", secure=True)
        found: dict[str, Any] = response.json()
        return found, len([sql for sql in statements if sql.lstrip(" (").startswith(("SELECT", "WITH"))])

    newest, _ = answer("Q1", {"locales": LOCALES})
    # The first time is for what a process keeps: content types, the site.
    counts = {}
    for name, values in variables(newest).items():
        answer(name, values)
        counts[name] = answer(name, values)[1]
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
