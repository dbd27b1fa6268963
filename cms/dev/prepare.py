"""The steps of the demo that need Django, in one process because loading Django takes the longest.

`python -m cms.dev.prepare HINTS` migrates, makes the dictionaries, loads the demo content, and writes
into the file HINTS what to print when the site answers.
"""

import signal
import sys
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError

from cms.dev.processes import end_with_parent


def main(hints: Path) -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C is answered by the parent
    try:
        django.setup()
        call_command("migrate", interactive=False)
        call_command("build_dictionaries")
        call_command("load_demo")
        with hints.open("w", encoding="utf-8") as file:
            call_command("demo_hints", stdout=file)
    except (CommandError, ImproperlyConfigured) as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(f"No database: {' '.join(str(error).split())}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
