"""The command that tells what to try in the demo."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from home.demo.accounts import ACCOUNTS, PASSWORD
from home.demo.loading import is_loaded

QUERY = (
    '{ newsArticles(locales: ["ru", "en", "fi"], first: 5) '
    "{ totalCount nodes { title path language { served status isStale } } } }"
)
HINTS = """\
Admin    {admin}
{accounts}
         The password of all four is {password}

GraphQL  {api}
         News in Russian where there is a Russian text, else in English, else in Finnish:

{query}

         The same from a shell:

{curl}

More     README.md, and docs/ for partners, editors and translators
"""


class Command(BaseCommand):
    help = "Tells the demo's addresses, accounts and a query to try."

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_loaded():
            raise CommandError("The demo is not loaded here: `manage.py load_demo` loads it.")
        base = settings.WAGTAILADMIN_BASE_URL
        api = base + reverse("graphql")
        width = max(len(account.name) for account in ACCOUNTS)
        body = json.dumps({"query": QUERY})
        hints = HINTS.format(
            admin=base + reverse("wagtailadmin_home"),
            accounts="\n".join(f"         {account.name:<{width}}  {account.does}" for account in ACCOUNTS),
            password=PASSWORD,
            api=api,
            query=QUERY,
            curl=f"curl -s {api} -H 'Content-Type: application/json' \\\n  -d '{body}'",
        )
        self.stdout.write(hints, ending="")
