"""A tree in which every name that is not for everybody is a canary, and the addresses of the admin that name rows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from tests import factories

CANARY = re.compile(r"hidden-[a-z-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tree:
    """What there is: rows that are hidden by their kind, and one open row of each."""

    hidden: dict[str, list[Any]]
    open: dict[str, list[Any]]


def _restricted(name: str) -> Any:
    collection = factories.collection(name)
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def _pages() -> dict[str, Any]:
    """Hidden pages by how they are hidden, and `changed`, which is live and has a hidden draft."""
    draft = factories.organisation("hidden-draft", live=False)
    private = factories.organisation("hidden-private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    expired = factories.organisation("hidden-expired")
    type(expired).objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(1))
    changed = factories.organisation("Avoin yhdistys")
    changed.title = "hidden-next-title"
    changed.save_revision()
    russian = factories.translate(factories.article("Avoin uutinen"), "ru", live=False)
    russian.title = "hidden-russian"
    russian.save_revision()
    russian.save()
    return {"draft": draft, "private": private, "expired": expired, "russian": russian, "changed": changed}


def build() -> Tree:
    today = timezone.localdate()
    pages = _pages()
    changed = pages.pop("changed")
    cellar = _restricted("hidden-collection")
    consent = {"consent_purpose": "Yhteys", "consent_given_on": today - timedelta(9)}
    people = [
        factories.contact(name="hidden-person", email="hidden-person@example.org"),
        factories.contact(name="hidden-lapsed", consent_expires_on=today - timedelta(1), **consent),
        factories.contact(title={"fi": "hidden-post"}, organisation=pages["draft"]),
    ]
    open_org = factories.organisation("Julkinen yhdistys")
    open_seat = factories.representation(open_org)
    hidden_seat = factories.representation(pages["private"], body=factories.body(name={"fi": "hidden-body"}))
    return Tree(
        hidden={
            "page": list(pages.values()),
            "image": [factories.image("hidden-image", collection=cellar, alt={"fi": "hidden-alt"})],
            "document": [factories.document("hidden-document", collection=cellar)],
            "contact": people,
            "membership": [factories.membership(pages["draft"], open_org)],
            "body": [hidden_seat.body],
            "representation": [hidden_seat],
            "programme": [],
            "keyfigure": [],
        },
        open={
            "page": [changed, open_org],
            "image": [factories.image("Avoin kuva")],
            "document": [factories.document("Avoin asiakirja")],
            "contact": [factories.contact(title={"fi": "Avoin virka"})],
            "membership": [factories.membership(changed, open_org)],
            "body": [open_seat.body],
            "representation": [open_seat],
            "programme": [factories.programme()],
            "keyfigure": [factories.key_figure()],
        },
    )


def _query(ids: Iterable[Any], **more: str) -> str:
    return urlencode([*((("id", pk)) for pk in ids), *more.items()])


class Addresses:
    """Everything that lists or names what may be chosen, by every way of asking for the hidden rows."""

    def __init__(self, tree: Tree) -> None:
        every = {kind: [*tree.hidden[kind], *tree.open[kind]] for kind in tree.hidden}
        self._keys = {kind: [row.pk for row in rows] for kind, rows in every.items()}
        self._parents = sorted({page.get_parent().pk for page in every["page"]})
        self._words = urlencode({"q": "hidden"})

    def __iter__(self) -> Iterator[str]:
        yield from self._of_pages()
        yield from self._of_files()
        for kind in ("contact", "body", "membership", "representation", "programme", "keyfigure"):
            yield from self._of_records(kind)
        yield from (f"bulk/users/user/delete/?id={number}" for number in range(1, 3))
        yield from (f"reports/{name}/" for name in REPORTS)
        yield from (f"{name}/?{self._words}" for name in ("organisations", "news", "projects", "images", "documents"))

    def _of_pages(self) -> Iterator[str]:
        keys, words = self._keys["page"], self._words
        yield from ("choose-page/", "choose-page/?page_type=organisations.OrganisationPage")
        yield f"choose-page/search/?{words}"
        yield "choose-page/?page_type=organisations.OrganisationPage,news.NewsArticlePage&multiple=1"
        yield f"choose-page/search/?{words}&page_type=organisations.OrganisationPage&multiple=1"
        yield "choose-page/search/?q=avoin"
        yield from (f"choose-page/{pk}/" for pk in sorted({*keys, *self._parents}))
        yield f"choose-page/chosen-multiple/?{_query(keys)}"
        yield from (f"bulk/wagtailcore/page/{action}/?{_query(keys)}" for action in ("delete", "publish", "move"))
        yield "bulk/wagtailcore/page/delete/?id=all"
        yield from (f"pages/search/{step}?{words}" for step in ("", "results/"))
        yield from (f"pages/{pk}/{view}/" for view in VIEWS_OF_A_PAGE for pk in keys)
        yield from (f"pages/{keys[0]}/move/{pk}/confirm/" for pk in self._parents)

    def _of_files(self) -> Iterator[str]:
        for kind in ("image", "document"):
            chooser, keys = f"{kind}s/chooser/", self._keys[kind]
            asked = ("", "?multiple=1", f"?{self._words}", "?search=hidden", "?layout=list")
            yield from (f"{chooser}{step}{query}" for step in ("", "results/") for query in asked)
            yield from (f"{chooser}chosen/{pk}/" for pk in keys)
            yield f"{chooser}chosen-multiple/?{_query(keys)}"
            yield f"bulk/media/{kind}/delete/?{_query(keys)}"
        yield from (f"images/chooser/{pk}/select_format/" for pk in self._keys["image"])
        yield from (f"images/{pk}/preview/max-165x165/" for pk in self._keys["image"])
        for kind in ("pages", "images", "documents"):
            yield from (f"api/main/{kind}/{query}" for query in ("", "?limit=20&search=hidden", "?order=title"))
            yield from (f"api/main/{kind}/{pk}/" for pk in self._keys[kind.removesuffix("s")])

    def _of_records(self, kind: str) -> Iterator[str]:
        chooser, keys = f"snippets/choose/organisations/{kind}/", self._keys[kind]
        asked = ("", "multiple=1", self._words)
        yield from (f"{chooser}{step}?{query}" for step in ("", "results/") for query in asked)
        yield from (f"{chooser}chosen/{pk}/" for pk in keys)
        yield f"{chooser}chosen-multiple/?{_query(keys)}"
        yield f"localize/api/snippets/organisations/{kind}/"
        yield from (f"localize/api/snippets/organisations/{kind}/{pk}/" for pk in keys)
        yield f"bulk/organisations/{kind}/delete/?{_query(keys)}"
        yield f"bulk/organisations/{kind}/delete/?id=all"
        yield from (f"snippets/organisations/{kind}/", f"snippets/organisations/{kind}/results/?{self._words}")
        yield from (f"snippets/organisations/{kind}/{view}/{pk}/" for view in VIEWS_OF_A_ROW for pk in keys)


VIEWS_OF_A_ROW = ("edit", "usage", "history", "delete")
VIEWS_OF_A_PAGE = ("usage", "history", "edit", "view_draft", "move", "copy")
REPORTS = ("locked", "workflow", "workflow_tasks", "site-history", "aging-pages", "page-types-usage")


def shown(client: Client, address: str) -> set[str]:
    """The canaries in what is answered, but for the word that was looked for."""
    response = client.get(f"/admin/{address}")
    assert response.status_code < 500, address
    text = response.content.decode() if not response.streaming else ""
    return {found.lower() for found in CANARY.findall(text)}
