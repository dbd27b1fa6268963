"""The command that fills an empty site with made-up content, for measuring."""

import logging
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.demo.progress import Bars, Lines
from home.generation.generating import Amounts, generate, obstacle
from home.generation.others import KINDS


@contextmanager
def _quiet() -> Iterator[None]:
    """Silences Wagtail's log, because a line for each list that is published would tear the progress bars apart."""
    logger = logging.getLogger("wagtail")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)


class Command(BaseCommand):
    help = (
        "Fills an empty site with made-up content, for measuring. The same seed gives the same content. "
        "What the admin derives is not made: `update_index` and `rebuild_references_index` do that."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--news", type=int, default=1000, help="news articles (1000)")
        parser.add_argument("--organisations", type=int, default=300, help="organisations (300)")
        parser.add_argument("--projects", type=int, default=100, help="projects (100)")
        parser.add_argument("--events", type=int, default=400, help="events (400)")
        parser.add_argument(
            "--others", type=int, default=40, help="of each other kind, like networks and trainings (40)"
        )
        parser.add_argument("--languages", default="fi,sv,en", help="each thing has a page in each (fi,sv,en)")
        parser.add_argument("--scale", type=int, default=1, help="times as many of everything, 1 to 100")
        parser.add_argument("--at-desk", action="store_true", help="the news are translated at the translators' desk")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other content")
        parser.add_argument("--force", action="store_true", help="also on a site with content of its own")

    def handle(self, *args: Any, **options: Any) -> None:
        scale = options["scale"]
        if not 1 <= scale <= 100:
            raise CommandError("--scale is from 1 to 100.")
        amounts = Amounts(
            news=options["news"] * scale,
            organisations=options["organisations"] * scale,
            projects=options["projects"] * scale,
            events=options["events"] * scale,
            others=options["others"] * scale,
            languages=tuple(tag.strip() for tag in options["languages"].split(",") if tag.strip()),
            seed=options["seed"],
            at_desk=options["at_desk"],
        )
        if reason := obstacle(amounts, force=options["force"]):
            raise CommandError(reason)
        try:
            with _quiet():
                if self.stdout.isatty():
                    with Bars() as bars:
                        generate(amounts, bars)
                else:
                    generate(amounts, Lines(self.stdout.write))
        except KeyboardInterrupt:
            raise CommandError("Interrupted: nothing was generated.", returncode=130) from None
        things = sum(amounts.of_each()) - amounts.others + amounts.others * len(KINDS)
        self.stdout.write(f"Generated {things} things in {len(amounts.languages)} languages.")
