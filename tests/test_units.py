"""The units of docs/systemd, as they are written."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cms.dev import demo
from cms.dev.bench import server as bench
from engine import limits
from tests.units import HOME, ROOT, UNITS, command_of


def test_a_server_has_a_thread_for_all_that_may_wait() -> None:
    concurrency = 4
    threads = str(concurrency + limits.WAITING_THREADS)
    commands = [command_of("verkosto-web.service"), demo.commands(8000)["site"]]
    commands.append((ROOT / "docs" / "environment.md").read_text().split())
    commands.append(Path(bench.__file__).read_text().replace('"', " ").replace(",", " ").split())

    assert [command[command.index("--blocking-threads") + 1] for command in commands] == [threads] * 4
    assert f"`--blocking-threads` at least {limits.WAITING_THREADS} more" in (ROOT / "docs/environment.md").read_text()


@pytest.mark.parametrize("unit", ["verkosto-web.service", "verkosto-worker.service"])
def test_systemd_understands_the_units(unit: str, tmp_path: Path) -> None:
    if not (program := shutil.which("systemd-analyze")):
        pytest.skip("systemd-analyze is not installed: the units are not verified")  # Not in every container.
    text = (UNITS / unit).read_text()
    # Installed where this environment is, and as an account that there is.
    text = text.replace(f"{HOME}/.venv/bin", str(Path(sys.executable).parent)).replace(HOME, str(ROOT))
    copy = tmp_path / unit
    copy.write_text(text.replace("User=verkosto", "User=root"))

    result = subprocess.run([program, "verify", copy], check=False, capture_output=True, text=True)

    # What it says of units of the machine's own names them.
    assert (result.returncode, [line for line in result.stderr.splitlines() if unit in line]) == (0, [])
