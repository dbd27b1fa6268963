from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.core.text import dictionaries


class Command(BaseCommand):
    help = (
        "Makes the dictionaries by which words are found in whatever form they stand, in DATA_DIR: once for each "
        "version of simplemma. Takes some seconds and 700 MB of memory; what is made already is left alone."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = dictionaries.build(settings.CONTENT_LANGUAGES)
        except OSError as problem:
            raise CommandError(f"The dictionaries cannot be written: {problem}") from problem
        self.stdout.write(f"Dictionaries made: {', '.join(made)}" if made else "The dictionaries are there already.")
