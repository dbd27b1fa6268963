"""A tree in which everything that must not be seen carries a canary, and everything public refers to it.

Hidden kinds: drafts, unpublished, scheduled, expired, restricted by password, login and group, below a restricted
page, in a language that is not published in, below an alias of a restricted page, aliases; translations that show the
words of a restricted or withdrawn original, in whole and in part; files in a restricted collection and below one;
contacts without a consent in force; the unpublished draft of what is live.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, Site

from cms.media.models import Document, Image
from cms.media.tasks import prepare_image
from home.models import ContentPage, Footer, HomePage, Menu, SignUp, SiteSettings
from news.models import NewsArticlePage
from organisations import models as organisations
from organisations.models import Area, Contact, Programme, TargetGroup, Theme
from tests import factories as make
from tests.content_api.trees.hiding import WAYS, Hiding
from tests.content_api.trees.marking import CANARY, block, mark, mark_children
from tests.content_api.trees.referring import Pool, refer, referred_back
from tests.content_api.types import LISTED

_tomorrow = timedelta(days=1)
# Each type of content that has pages of its own.
PAGE_MODELS: tuple[Any, ...] = (*(of.model for of in LISTED), ContentPage)


def _by(size: int, rows: list[Any]) -> Iterator[list[Any]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def _ways_of(model: Any) -> tuple[Any, ...]:
    """Returns every way for types that everything else refers to, and every third way for the others, so that each way
    hides a third of these types. One place decides what is hidden, and every further page makes the walk longer."""
    everywhere = (organisations.OrganisationPage, NewsArticlePage)
    return WAYS if model in everywhere else WAYS[PAGE_MODELS.index(model) % 3 :: 3]


class Canaries(Hiding):
    """The tree. `hidden` are the pages that no reader may learn of; `public` is one page of each type."""

    def __init__(self) -> None:
        super().__init__()
        self.aliases: list[Page] = []
        self._files()
        self._people()
        self.public: dict[Any, Any] = {model: make.page(model, f"Julkinen {model.__name__}") for model in PAGE_MODELS}
        for model in PAGE_MODELS:
            self.hidden += [hide(self, model) for hide in _ways_of(model)]
        self._refer()
        self._site()
        self._drafts_of_what_is_live()
        self._translations_of_what_is_hidden()
        for page in self.public.values():
            make.translate(page, "sv")
            make.translate(page, "en", strings=1)
        for page in self.public.values():
            self._alias(page)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE (SKIP_LOCKED)")  # No plan for empty tables: a thousand questions follow.

    # What hangs on pages.

    def _files(self) -> None:
        private = make.collection("Yksityinen")
        CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
        below = make.collection("Alakokoelma", private)
        marked: dict[str, Any] = {"title": CANARY, "alt": {"fi": CANARY}, "credit": CANARY}
        self.image, self.document = make.image(focal_point_x=20, focal_point_y=10), make.document()
        prepare_image(self.image.pk)
        self.hidden_images = [make.image(**marked, collection=place) for place in (private, below)]
        self.hidden_documents = [make.document(CANARY, collection=place) for place in (private, below)]

    def _people(self) -> None:
        today = timezone.localdate()  # Weeks away on both sides: midnight may pass meanwhile.
        person = {"title": {"fi": CANARY}, "name": CANARY, "email": f"{CANARY}@example.org", "phone": CANARY}
        self.contact = make.contact()
        self.hidden_contacts = [
            make.contact(**person, consent_given_on=today - 90 * _tomorrow, consent_expires_on=today - 9 * _tomorrow),
            make.contact(**person),
            make.contact(**person, consent_given_on=today + 9 * _tomorrow),
        ]

    def _section(self, links: str) -> list[dict[str, Any]]:
        """What an accordion may hold too."""
        contacts = [row.pk for row in [*self.hidden_contacts, self.contact]]
        return [
            block("heading", {"text": "Sisällä", "level": "3"}),
            block("paragraph", links),
            *(block("document", row.pk) for row in self.hidden_documents),
            *(block("image", image) for image in self._images()),
            block("contact", {"contacts": contacts}),
        ]

    def _images(self) -> list[dict[str, Any]]:
        rows = [*self.hidden_images, self.image]
        return [{"image": row.pk, "caption": "Kuva", "decorative": False} for row in rows]

    def _links(self, pages: list[int]) -> str:
        files = [row.pk for row in [*self.hidden_documents, self.document]]
        links = [*(("page", pk) for pk in pages), *(("document", pk) for pk in files)]
        return "".join(f'<p><a linktype="{kind}" id="{pk}">sana</a></p>' for kind, pk in links)

    def _body(self) -> list[dict[str, Any]]:
        # One of each way of being hidden, in links and buttons; every page in the lists of related content.
        hidden = [page.pk for page in self.hidden_of(NewsArticlePage)]
        organisation = self.public[organisations.OrganisationPage]
        hidden_organisation = self.hidden_of(organisations.OrganisationPage)[0]
        inner = self._section(self._links([*hidden, organisation.pk]))
        figure = make.key_figure(source_organisation=organisation, source_url="https://espoo.fi/")
        hidden_source = make.key_figure(source="", source_organisation=hidden_organisation)
        make.earlier_value(figure, "1", date(2020, 1, 1), source="", source_organisation=hidden_organisation)
        return [
            *inner,
            block("quote", {"text": "Näin on.", "speaker": "Edustaja", "role": "Puheenjohtaja"}),
            block("key_figure", figure.pk),
            block("key_figure", hidden_source.pk),
            block("gallery", {"images": self._images()}),
            block("embed", {"url": "https://vimeo.com/1084537", "title": "Video"}),
            *(
                block("call_to_action", {"title": "T", "text": "", "link_text": "L", "page": pk, "url": ""})
                for pk in [*hidden, organisation.pk]
            ),
            block("document", self.document.pk),
            block("table", {"data": [["A", "B"], ["1", "2"]], "first_row_is_table_header": True}),
            *(
                block("related_content", {"title": "Lue", "items": [*(page.pk for page in some), organisation.pk]})
                for some in _by(11, self.hidden)  # Twelve is what an editor may choose.
            ),
            block("accordion", {"items": [{"title": "Kysymys", "body": inner}]}),
        ]

    def _pool(self) -> Pool:
        organisation = self.public[organisations.OrganisationPage]
        hidden_organisation, member = self.hidden_of(type(organisation))[0], self.member
        hidden = {model: self.hidden_of(model) for model in PAGE_MODELS}
        return Pool(
            {
                **hidden,
                Contact: self.hidden_contacts,
                Document: self.hidden_documents,
                Image: self.hidden_images,
                Programme: [make.programme(coordinator=hidden_organisation)],
            },
            {
                **{model: [page] for model, page in self.public.items()},
                Contact: [self.contact, *(make.contact(organisation=row) for row in (hidden_organisation, member))],
                Document: [self.document],
                Image: [self.image],
                Programme: [make.programme(coordinator=organisation)],
                Area: [make.area("049")],
                Theme: [make.theme("teema")],
                TargetGroup: [make.target_group("ryhma")],
            },
            self._body(),
        )

    def _refer(self) -> None:
        """Every relation of what is public leads to something hidden as well as to something public."""
        self._tie()
        pool = self._pool()
        for model, page in self.public.items():
            refer(page, pool)
            make.publish(page)
            referred_back(page, self.hidden_of(model))
            other = make.page(model, "Toinen", live=False)
            refer(other, pool, to_hidden=True)
            make.publish(other)
        home = HomePage.objects.get(locale__language_code="fi")
        home.body, home.ingress = pool.body, "Tervetuloa."
        make.publish(home)
        self.public = {model: model.objects.get(pk=page.pk) for model, page in self.public.items()}

    def _tie(self) -> None:
        """Memberships and representations, with each end hidden and public."""
        organisation = self.public[organisations.OrganisationPage]
        for other in self.hidden_of(type(organisation)):
            make.membership(organisation, other)
            make.membership(other, organisation)
            make.representation(other, body=make.body(name={"fi": CANARY}, host=organisation))
            make.representation(organisation, body=make.body(host=other))
        self.member = make.organisation("Toinen julkinen")
        make.membership(organisation, self.member)
        make.membership(self.member, organisation)
        seat = make.representation(organisation, body=make.body(host=self.member))
        organisations.BodyTerm.objects.create(body=seat.body, starts_on=date(2020, 1, 1))

    def _site(self) -> None:
        fi = make.locale("fi")
        items = [
            block("item", {"title": "", "page": page.pk, "url": "", "children": []})
            for page in [*self.hidden, self.public[NewsArticlePage]]
        ]
        items[-1]["value"]["children"] = [
            {"title": "", "page": page.pk, "url": ""}
            for page in [*self.hidden, self.public[organisations.OrganisationPage]]
        ]
        Menu.objects.create(locale=fi, handle="main", items=items)
        Footer.objects.create(locale=fi, body=self._body())
        site = Site.objects.get(is_default_site=True)
        settings_row = SiteSettings.objects.create(
            site=site, name={"fi": "Verkosto"}, street="Katu 1", email="a@example.org", logo=make.image("Tunnus")
        )
        settings_row.channels.create(url="https://example.org/")
        SignUp.objects.create(page=settings_row, label={"fi": "Uutiskirje"}, url="https://example.org/")
        for number, page in enumerate(self.hidden):
            Redirect.objects.create(old_path=f"/vanha/{number}", redirect_page=page)
            Redirect.objects.create(old_path=f"/linkki/{number}", redirect_link=page.url_path)
        Redirect.objects.create(old_path="/vanha/julkinen", redirect_page=self.public[NewsArticlePage])

    def _drafts_of_what_is_live(self) -> None:
        for model, page in self.public.items():
            draft = type(page).objects.get(pk=page.pk)
            mark(draft)
            draft.save_revision(clean=False)
            self.public[model] = model.objects.get(pk=page.pk)

    def _translations_of_what_is_hidden(self) -> None:
        """A Swedish text whose Finnish original was withdrawn and edited since: the draft's facts are nobody's."""
        for model in PAGE_MODELS:
            original = make.page(model, "Peruttu")
            make.translate(original, "sv")
            original.unpublish()
            original = type(original).objects.get(pk=original.pk)
            mark(original)
            mark_children(original)
            original.save(clean=False)

    def _alias(self, page: Any) -> None:
        """A Russian alias, with a canary where only a row that is never shown can hold it."""
        alias = make.alias(page, "ru")
        Page.objects.filter(pk=alias.pk).update(title=CANARY, draft_title=CANARY, seo_title=CANARY)
        self.aliases.append(alias)

    def paths(self) -> Iterator[str]:
        yield from Page.objects.filter(depth__gt=1).values_list("url_path", flat=True)
        yield from Redirect.objects.values_list("old_path", flat=True)
        yield "/fi/ei-mitään/täällä/"
