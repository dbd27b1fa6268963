"""The command lines of docs/systemd, so that tests run what production runs."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNITS = ROOT / "docs" / "systemd"
# Where the units take the service to be installed.
HOME = "/srv/verkosto"


def command_of(unit: str, **options: str | int) -> list[str]:
    """Its ExecStart with the programs of this environment. `options` replace the values that stand there."""
    (line,) = [line for line in (UNITS / unit).read_text().splitlines() if line.startswith("ExecStart=")]
    command = line.removeprefix("ExecStart=").replace(f"{HOME}/.venv/bin", str(Path(sys.executable).parent)).split()
    for name, value in options.items():
        command[command.index(f"--{name.replace('_', '-')}") + 1] = str(value)
    return command
