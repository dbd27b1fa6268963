"""The command that writes down the words of pages that search does not know as it should."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.translation.word_index import waiting, write_waiting


class Command(BaseCommand):
    help = (
        "Writes down the words of pages by which search finds them, where that is not done or was done by other rules: "
        "after an update, or when the dictionaries were made later than the pages. What was interrupted goes on at the "
        "next run. The worker does the same once an hour."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        total = waiting().count()
        if not total:
            self.stdout.write("The words of all pages are written down already.")
            return
        done = 0
        for number in write_waiting():
            done += number
            self.stdout.write(f"\r{done} of {total} pages", ending="" if self.stdout.isatty() else "\n")
            self.stdout.flush()
        self.stdout.write("" if self.stdout.isatty() else "Done.")
