"""A tree in which everything that must not be seen carries a canary, and everything public refers to it.

Hidden kinds: drafts, unpublished, scheduled, expired, restricted by password, login and group, below a restricted
page, in a language that is not published in, below an alias of a restricted page, aliases; translations that show the
words of a restricted or withdrawn original, in whole and in part; files in a restricted collection and below one;
contacts without a consent in force; the unpublished draft of what is live.
"""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from cms.media.models import Document, Image
from cms.media.tasks import prepare_image
from home.models import ContentPage, Footer, HomePage, Menu, SignUp, SiteSettings
from news.models import NewsArticlePage
from organisations import models as organisations
from organisations.models import Area, Contact, Programme, TargetGroup, Theme
from tests import factories as make
from tests.content_api.trees.marking import CANARY, block, mark, mark_children
from tests.content_api.trees.referring import Pool, refer, referred_back
from tests.content_api.types import LISTED

UNPUBLISHED_LANGUAGE = "et"
_tomorrow = timedelta(days=1)
# Each type of content that has pages of its own.
PAGE_MODELS: tuple[Any, ...] = (*(of.model for of in LISTED), ContentPage)


def _by(size: int, rows: list[Any]) -> Iterator[list[Any]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


class Canaries:
    """The tree. `hidden` are the pages that no reader may learn of; `public` is one page of each type."""

    def __init__(self) -> None:
        self.hidden: list[Page] = []
        self.aliases: list[Page] = []
        self._files()
        self._people()
        self.public: dict[Any, Any] = {model: make.page(model, f"Julkinen {model.__name__}") for model in PAGE_MODELS}
        for model in PAGE_MODELS:
            for hide in HIDERS:
                page = hide(self, model)
                self.hidden.append(page)
        self._refer()
        self._site()
        self._drafts_of_what_is_live()
        self._translations_of_what_is_hidden()
        for page in self.public.values():
            make.translate(page, "sv")
            make.translate(page, "en", strings=1)
        for page in self.public.values():
            self._alias(page)

    def hidden_of(self, model: type) -> list[Any]:
        return [page for page in self.hidden if isinstance(page, model)]

    # Ways of being hidden. Each returns the page.

    def _marked(self, model: Any, *, live: bool, **fields: Any) -> Any:
        """Without the checks that would refuse a canary for a business ID."""
        page = make.page(model, CANARY, slug=f"{CANARY}-{uuid.uuid4()}".lower(), live=live, **fields)
        mark(page)
        mark_children(page)
        page.save(clean=False)
        return page

    def draft(self, model: Any) -> Any:
        return self._marked(model, live=False)

    def unpublished(self, model: Any) -> Any:
        page = self._marked(model, live=True)
        page.unpublish()
        return page

    def scheduled(self, model: Any) -> Any:
        page = self._marked(model, live=False)
        page.go_live_at = timezone.now() + _tomorrow
        # As publishing leaves it, which would refuse a canary for a business ID.
        revision = page.save_revision(clean=False)
        type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=page.go_live_at)
        assert not type(page).objects.get(pk=page.pk).live
        return page

    def expired(self, model: Any) -> Any:
        """Its time is over and the job that unpublishes it has not run yet."""
        page = self._marked(model, live=True)
        type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - _tomorrow)
        return page

    def _restricted(self, model: Any, **how: Any) -> Any:
        page = self._marked(model, live=True)
        PageViewRestriction.objects.create(page=page, **how)
        return page

    def by_password(self, model: Any) -> Any:
        return self._restricted(model, restriction_type=PageViewRestriction.PASSWORD, password="x")

    def by_login(self, model: Any) -> Any:
        return self._restricted(model, restriction_type=PageViewRestriction.LOGIN)

    def by_group(self, model: Any) -> Any:
        return self._restricted(model, restriction_type=PageViewRestriction.GROUPS)

    def below_private(self, model: Any) -> Any:
        page = self._marked(model, live=True)
        if not hasattr(self, "private_section"):
            self.private_section = make.content_page(CANARY)
            PageViewRestriction.objects.create(page=self.private_section, restriction_type=PageViewRestriction.LOGIN)
            self.hidden.append(self.private_section)
        page.move(ContentPage.objects.get(pk=self.private_section.pk), pos="last-child")
        return type(page).objects.get(pk=page.pk)

    def in_unpublished_language(self, model: Any) -> Any:
        page = self._marked(model, live=True)
        other, _ = Locale.objects.get_or_create(language_code=UNPUBLISHED_LANGUAGE)
        Page.objects.filter(pk=page.pk).update(locale=other)
        return page

    def below_alias_of_private(self, model: Any) -> Any:
        page = self._marked(model, live=True)
        if not hasattr(self, "alias_of_private"):
            section = make.content_page("Jaosto")
            self.alias_of_private = make.alias(section, "sv")
            mark(section)
            section.save(clean=False)
            PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
            Page.objects.filter(pk=self.alias_of_private.pk).update(title=CANARY, draft_title=CANARY)
            self.hidden += [section, self.alias_of_private]
        page.move(ContentPage.objects.get(pk=self.alias_of_private.pk), pos="last-child")
        return type(page).objects.get(pk=page.pk)

    def _borrowing(self, model: Any, *, strings: int) -> tuple[Any, Any]:
        """An original and a live translation with its words. Written out last: a copy is made with all checks."""
        original = make.page(model, "Alkuteksti")
        copy = make.translate(original, "sv", strings=strings)
        for page in (original, copy):
            mark(page)
            page.save(clean=False)
        self.hidden.append(original)
        return original, copy

    def untranslated_of_private(self, model: Any) -> Any:
        original, copy = self._borrowing(model, strings=0)
        PageViewRestriction.objects.create(page=original, restriction_type=PageViewRestriction.LOGIN)
        return copy

    def partial_of_withdrawn(self, model: Any) -> Any:
        original, copy = self._borrowing(model, strings=1)
        original.unpublish()
        return copy

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

    def _body(self) -> list[dict[str, Any]]:
        # One of each way of being hidden, in links and buttons; every page in the lists of related content.
        hidden = [page.pk for page in self.hidden_of(NewsArticlePage)]
        links = "".join(f'<p><a linktype="page" id="{pk}">sana</a></p>' for pk in hidden)
        files = "".join(
            f'<p><a linktype="document" id="{row.pk}">sana</a></p>' for row in [*self.hidden_documents, self.document]
        )
        organisation = self.public[organisations.OrganisationPage]
        own = f'<p>Näin: <a linktype="page" id="{organisation.pk}">järjestö</a></p>'
        images = [
            {"image": row.pk, "caption": "Kuva", "decorative": False} for row in [*self.hidden_images, self.image]
        ]
        contacts = [row.pk for row in [*self.hidden_contacts, self.contact]]
        figure = make.key_figure(
            source_organisation=self.public[organisations.OrganisationPage], source_url="https://espoo.fi/"
        )
        hidden_source = make.key_figure(
            source="", source_organisation=self.hidden_of(organisations.OrganisationPage)[0]
        )
        inner = [
            block("heading", {"text": "Sisällä", "level": "3"}),
            block("paragraph", links + files + own),
            *(block("document", row.pk) for row in self.hidden_documents),
            *(block("image", image) for image in images),
            block("contact", {"contacts": contacts}),
        ]
        return [
            *inner,
            block("quote", {"text": "Näin on.", "speaker": "Edustaja", "role": "Puheenjohtaja"}),
            block("key_figure", figure.pk),
            block("key_figure", hidden_source.pk),
            block("gallery", {"images": images}),
            block("embed", {"url": "https://vimeo.com/1084537", "title": "Video"}),
            *(
                block("call_to_action", {"title": "T", "text": "", "link_text": "L", "page": pk, "url": ""})
                for pk in hidden
            ),
            block("call_to_action", {"title": "T", "text": "", "link_text": "L", "page": organisation.pk, "url": ""}),
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
            make.representation(other, body={"fi": CANARY}, host=organisation)
            make.representation(organisation, host=other)
        self.member = make.organisation("Toinen julkinen")
        make.membership(organisation, self.member)
        make.membership(self.member, organisation)
        make.representation(organisation, host=self.member)

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


HIDERS = (
    Canaries.draft,
    Canaries.unpublished,
    Canaries.scheduled,
    Canaries.expired,
    Canaries.by_password,
    Canaries.by_login,
    Canaries.by_group,
    Canaries.below_private,
    Canaries.in_unpublished_language,
    Canaries.below_alias_of_private,
    Canaries.untranslated_of_private,
    Canaries.partial_of_withdrawn,
)
