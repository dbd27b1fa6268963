"""The command that fills an empty site with the demo's content and accounts."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.demo.loading import is_loaded, load, obstacle
from home.demo.progress import Bars, Lines


@contextmanager
def _quiet() -> Iterator[None]:
    """Silences logs: a line for each published page and each deferred job would tear the progress bars apart."""
    loggers = [logging.getLogger(name) for name in ("wagtail", "procrastinate")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


class Command(BaseCommand):
    help = "Fills an empty site with the demo's content and accounts. Does nothing where they are already."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_loaded():
            self.stdout.write("The demo is loaded already.")
            return
        if reason := obstacle():
            raise CommandError(reason)
        try:
            with _quiet():
                if self.stdout.isatty():
                    with Bars() as bars:
                        load(bars)
                else:
                    load(Lines(self.stdout.write))
        except KeyboardInterrupt:
            raise CommandError("Interrupted: nothing was loaded.", returncode=130) from None
        self.stdout.write("The demo is loaded. `manage.py demo_hints` tells what to try.")
