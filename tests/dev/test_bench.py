"""The measurement's own arithmetic; what it measures is for a quiet machine."""

import json
from pathlib import Path

import pytest

from cms.dev.bench import report
from cms.dev.bench.measuring import Measurement, Run, median, read_output
from cms.dev.bench.questions import documents, variables

STATIC = Run(per_second=50_000, p50_ms=0.2, p99_ms=1.0, errors=0)


def measured(question: str, per_second: float) -> Measurement:
    return Measurement(question, 8_000, [(Run(per_second, 1.5, 4.25, 0), STATIC)])


def result() -> report.Result:
    return report.Result(
        scale=1,
        found={"warm": [measured("Q1", 25_000)], "cold": [measured("Q1", 500)]},
        statements={"Q1": 4},
        memory={"warm": [150, 160], "cold": [149, 151]},
        rounds=3,
        seconds=5,
    )


def test_the_output_of_wrk_is_read_in_milliseconds() -> None:
    numbers = {"requests": 900, "duration": 3_000_000, "p50": 1500.0, "p99": 4250.0, "errors": 2}
    assert read_output(f"Running 3s test\n@@{json.dumps(numbers)}@@") == Run(300, 1.5, 4.25, 2)
    with pytest.raises(ValueError, match="unable to connect"):
        read_output("unable to connect")


def test_rounds_are_summed_up_by_their_median_and_no_error_is_lost() -> None:
    rounds = [Run(100, 1, 9, 0), Run(300, 3, 7, 1), Run(200, 2, 8, 0)]
    assert median(rounds) == Run(200, 2, 8, 1)


def test_the_ratio_is_of_what_was_measured_together() -> None:
    slow, fast = (Run(100, 1, 9, 0), Run(1_000, 1, 9, 0)), (Run(400, 1, 9, 0), Run(4_000, 1, 9, 0))
    odd = (Run(100, 1, 9, 0), Run(4_000, 1, 9, 0))
    assert Measurement("Q1", 8_000, [slow, fast, odd]).ratio == 0.1


def test_the_table_sets_ours_beside_the_file() -> None:
    _, _, warm, cold = report.table(result()).splitlines()
    assert warm == "| warm | Q1 | 8\u202f000 | 50\u202f000 | 25\u202f000 | 0.50 | 1.50 | 4.25 | 0 | 0 |"
    assert cold == "| cold | Q1 | 8\u202f000 | 50\u202f000 | 500 | 1 : 100 | 1.50 | 4.25 | 0 | 4 |"


def test_results_replace_older_ones_of_the_same_size_only(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    start, end = (mark.format(name="1×") for mark in report.MARKS)
    page.write_text(f"before\n{start}\nearlier numbers\n{end}\nafter\n", "utf-8")
    report.write(page, tmp_path, result())
    text = page.read_text("utf-8")
    assert text.startswith(f"before\n{start}\n")
    assert text.endswith(f"{end}\nafter\n")
    assert "earlier numbers" not in text
    assert report.table(result()) in text
    assert (tmp_path / "performance-1x.svg").read_text("utf-8").count("<rect") == 1 + 3
    with pytest.raises(ValueError, match="100×"):
        report.put(text, "100×", "")


def test_the_questions_are_those_of_the_documents() -> None:
    article = {"path": "/sv/nyheter/x/", "ingress": "En liten text om föreningar. Till."}
    asked = variables({"data": {"newsArticles": {"nodes": [article]}}})
    assert asked.keys() == documents().keys() == {"Q1", "Q2", "Q3", "Q4", "Q5", "Q6"}
    assert asked["Q2"]["path"] == "/sv/nyheter/x/"
    assert asked["Q4"]["word"] == "liten"
