"""Questions that schemathesis makes up from the contract."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from schemathesis.core.result import Ok

CONTRACT = Path(__file__).resolve().parents[2] / "graphql" / "schema.graphql"


def ask_generated(number: int, ask: Callable[[dict[str, Any]], None]) -> int:
    """Asks that many questions, spread over the fields of the query, by bodies of POST; returns how many.

    Some fields take few different questions: what they leave is asked of the others, in further rounds.
    """
    contract = schemathesis.graphql.from_file(CONTRACT.read_text(encoding="utf-8"))
    operations: list[Any] = [of.ok() for of in contract.get_all_operations() if isinstance(of, Ok)]
    asked = rounds = 0
    while asked < number:
        before = asked
        for operation in operations:
            asked += _ask_of(operation, -(-(number - before) // len(operations)), rounds, ask)
        if asked == before:
            break
        rounds += 1
    return asked


def _ask_of(operation: Any, number: int, round_number: int, ask: Callable[[dict[str, Any]], None]) -> int:
    asked = 0

    @seed(round_number)
    @settings(
        max_examples=number,
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
