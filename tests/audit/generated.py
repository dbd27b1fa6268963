"""Questions that schemathesis makes up from the contract."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from schemathesis.core.result import Ok

CONTRACT = Path(__file__).resolve().parents[2] / "graphql" / "schema.graphql"


def ask_generated(number: int, ask: Callable[[dict[str, Any]], None], seed_value: int = 0) -> int:
    """Asks at least that many questions, as many of each field of the query, by bodies of POST; returns how many."""
    contract = schemathesis.graphql.from_file(CONTRACT.read_text(encoding="utf-8"))
    operations: list[Any] = [of.ok() for of in contract.get_all_operations() if isinstance(of, Ok)]
    asked = 0
    for operation in operations:

        @seed(seed_value)
        @settings(
            max_examples=-(-number // len(operations)),
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            verbosity=Verbosity.quiet,
        )
        @given(case=operation.as_strategy())
        def check(case: Any) -> None:
            nonlocal asked
            asked += 1
            ask({"query": case.body})

        check()
    return asked
