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

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import StreamField
from wagtail.models import CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from cms.core.text.localised_text import LocalisedTextField
from cms.media.tasks import prepare_image
from home.models import ContentPage, Footer, HomePage, Menu, SignUp, SiteSettings
from news.models import (
    ArticleArea,
    ArticleContact,
    ArticleOrganisation,
    ArticlePosition,
    ArticleProject,
    NewsArticlePage,
)
from organisations import models as organisations
from tests import factories as make

CANARY = "KANARIA"


UNPUBLISHED_LANGUAGE = "et"
_tomorrow = timedelta(days=1)


def block(name: str, value: Any) -> dict[str, Any]:
    return {"type": name, "value": value, "id": str(uuid.uuid4())}


def _by(size: int, rows: list[Any]) -> Iterator[list[Any]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def canary_stream() -> list[dict[str, Any]]:
    return [
        block("heading", {"text": CANARY, "level": "2"}),
        block("paragraph", f"<p>{CANARY}</p>"),
        block("quote", {"text": CANARY, "speaker": CANARY, "role": CANARY}),
    ]


def mark(row: Any) -> None:
    """Puts the canary into every text of a row's own and inherited columns."""
    for column in row._meta.concrete_fields:
        if not column.editable or column.name in {"content_type", "path", "slug", "url_path"}:
            continue
        if isinstance(column, LocalisedTextField):
            setattr(row, column.name, dict.fromkeys(settings.CONTENT_LANGUAGES, CANARY))
        elif isinstance(column, StreamField):
            names = column.stream_block.child_blocks
            value = canary_stream() if "heading" in names else [block("statement", CANARY)]
            setattr(row, column.name, value)
        elif isinstance(column, models.EmailField):
            setattr(row, column.name, f"{CANARY}@example.org")
        elif isinstance(column, models.URLField):
            setattr(row, column.name, f"https://{CANARY}.example/")
        elif isinstance(column, models.CharField | models.TextField) and not column.choices:
            setattr(row, column.name, CANARY[: getattr(column, "max_length", None) or 20])


def mark_children(page: Any) -> None:
    if isinstance(page, organisations.OrganisationPage | organisations.ProjectPage):
        kind = "Organisation" if isinstance(page, organisations.OrganisationPage) else "Project"
        for name, relation in (("Address", "addresses"), ("Channel", "channels")):
            row = getattr(organisations, f"{kind}{name}")()
            mark(row)
            setattr(page, relation, [row])


PAGE_MODELS: tuple[Any, ...] = (make.article, make.organisation, make.project, make.position, make.content_page)


class Canaries:
    """The tree. `hidden` are the pages that no reader may learn of; `public` is one page of each type."""

    def __init__(self) -> None:
        self.hidden: list[Page] = []
        self.aliases: list[Page] = []
        self._files()
        self._people()
        self.public: dict[str, Any] = {
            builder.__name__: builder(f"Julkinen {builder.__name__}") for builder in PAGE_MODELS
        }
        for builder in PAGE_MODELS:
            for hide in HIDERS:
                page = hide(self, builder)
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

    def _marked(self, builder: Any, *, live: bool, **fields: Any) -> Any:
        """Without the checks that would refuse a canary for a business ID."""
        page = builder(CANARY, slug=f"{CANARY}-{uuid.uuid4()}".lower(), live=live, **fields)
        mark(page)
        mark_children(page)
        page.save(clean=False)
        return page

    def draft(self, builder: Any) -> Any:
        return self._marked(builder, live=False)

    def unpublished(self, builder: Any) -> Any:
        page = self._marked(builder, live=True)
        page.unpublish()
        return page

    def scheduled(self, builder: Any) -> Any:
        page = self._marked(builder, live=False)
        page.go_live_at = timezone.now() + _tomorrow
        # As publishing leaves it, which would refuse a canary for a business ID.
        revision = page.save_revision(clean=False)
        type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=page.go_live_at)
        assert not type(page).objects.get(pk=page.pk).live
        return page

    def expired(self, builder: Any) -> Any:
        """Its time is over and the job that unpublishes it has not run yet."""
        page = self._marked(builder, live=True)
        type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - _tomorrow)
        return page

    def _restricted(self, builder: Any, **how: Any) -> Any:
        page = self._marked(builder, live=True)
        PageViewRestriction.objects.create(page=page, **how)
        return page

    def by_password(self, builder: Any) -> Any:
        return self._restricted(builder, restriction_type=PageViewRestriction.PASSWORD, password="x")

    def by_login(self, builder: Any) -> Any:
        return self._restricted(builder, restriction_type=PageViewRestriction.LOGIN)

    def by_group(self, builder: Any) -> Any:
        return self._restricted(builder, restriction_type=PageViewRestriction.GROUPS)

    def below_private(self, builder: Any) -> Any:
        page = self._marked(builder, live=True)
        if not hasattr(self, "private_section"):
            self.private_section = make.content_page(CANARY)
            PageViewRestriction.objects.create(page=self.private_section, restriction_type=PageViewRestriction.LOGIN)
            self.hidden.append(self.private_section)
        page.move(ContentPage.objects.get(pk=self.private_section.pk), pos="last-child")
        return type(page).objects.get(pk=page.pk)

    def in_unpublished_language(self, builder: Any) -> Any:
        page = self._marked(builder, live=True)
        other, _ = Locale.objects.get_or_create(language_code=UNPUBLISHED_LANGUAGE)
        Page.objects.filter(pk=page.pk).update(locale=other)
        return page

    def below_alias_of_private(self, builder: Any) -> Any:
        page = self._marked(builder, live=True)
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

    def _borrowing(self, builder: Any, *, strings: int) -> tuple[Any, Any]:
        """An original and a live translation with its words. Written out last: a copy is made with all checks."""
        original = builder("Alkuteksti")
        copy = make.translate(original, "sv", strings=strings)
        for page in (original, copy):
            mark(page)
            page.save(clean=False)
        self.hidden.append(original)
        return original, copy

    def untranslated_of_private(self, builder: Any) -> Any:
        original, copy = self._borrowing(builder, strings=0)
        PageViewRestriction.objects.create(page=original, restriction_type=PageViewRestriction.LOGIN)
        return copy

    def partial_of_withdrawn(self, builder: Any) -> Any:
        original, copy = self._borrowing(builder, strings=1)
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
        organisation = self.public["organisation"]
        own = f'<p>Näin: <a linktype="page" id="{organisation.pk}">järjestö</a></p>'
        images = [
            {"image": row.pk, "caption": "Kuva", "decorative": False} for row in [*self.hidden_images, self.image]
        ]
        contacts = [row.pk for row in [*self.hidden_contacts, self.contact]]
        figure = make.key_figure(source_organisation=self.public["organisation"], source_url="https://espoo.fi/")
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

    def _refer(self) -> None:
        """Every relation of what is public leads to something hidden as well as to something public."""
        public, body = self.public, self._body()
        hidden_organisations = self.hidden_of(organisations.OrganisationPage)
        organisation = public["organisation"]
        every_organisation = [*hidden_organisations, organisation]
        contacts = [*self.hidden_contacts, self.contact]
        area, theme, group = make.area("049"), make.theme("teema"), make.target_group("ryhma")
        hidden_positions = self.hidden_of(organisations.AdvocacyPositionPage)

        article = public["article"]
        article.body, article.hero_image, article.themes = body, self.image, [theme]
        article.areas = [ArticleArea(area=area)]
        article.organisations = [ArticleOrganisation(organisation=row) for row in every_organisation]
        article.projects = [
            ArticleProject(project=row) for row in [*self.hidden_of(organisations.ProjectPage), public["project"]]
        ]
        article.positions = [ArticlePosition(position=row) for row in [*hidden_positions, public["position"]]]
        article.contacts = [ArticleContact(contact=row) for row in contacts]

        organisation.body, organisation.logo, organisation.themes = body, self.hidden_images[0], [theme]
        organisation.target_groups, organisation.home_municipality = [group], area
        organisation.areas = [organisations.OrganisationArea(area=area)]
        organisation.addresses = [organisations.OrganisationAddress(street="Katu 1", city="Espoo")]
        organisation.channels = [organisations.OrganisationChannel(url="https://example.org/")]
        organisation.contacts = [organisations.OrganisationContact(contact=row) for row in contacts]
        for other in every_organisation[:-1]:
            make.membership(organisation, other)
            make.membership(other, organisation)
            make.representation(other, body={"fi": CANARY}, host=organisation)
            make.representation(organisation, host=other)
        member = make.organisation("Toinen julkinen")
        make.membership(organisation, member)
        make.membership(member, organisation)
        make.representation(organisation, host=member)
        hidden_contact_holder = make.contact(organisation=hidden_organisations[0])
        organisation.contacts.add(organisations.OrganisationContact(contact=hidden_contact_holder))
        organisation.contacts.add(organisations.OrganisationContact(contact=make.contact(organisation=member)))

        project = public["project"]
        project.body = project.results = body
        project.ways_of_working = [block("statement", "Työtapa.")]
        project.hero_image, project.themes, project.target_groups = self.image, [theme], [group]
        project.managing_organisation = organisation
        project.programme = make.programme(coordinator=organisation)
        project.funders = [organisations.ProjectFunder(organisation=row) for row in every_organisation]
        project.partners = [
            organisations.ProjectPartner(organisation=row, role={"fi": "Kumppani"}) for row in every_organisation
        ]
        project.areas = [organisations.ProjectArea(area=area)]
        project.addresses = [organisations.ProjectAddress(street="Katu 1", city="Espoo")]
        project.channels = [organisations.ProjectChannel(url="https://example.org/")]
        project.contacts = [organisations.ProjectContact(contact=row) for row in contacts]
        project.result_documents = [
            organisations.ProjectResultDocument(document=row) for row in [*self.hidden_documents, self.document]
        ]
        hidden_project_holder = make.project("Hanke piilossa olevalta", managing_organisation=hidden_organisations[0])
        hidden_project_holder.programme = make.programme(coordinator=hidden_organisations[0])
        make.publish(hidden_project_holder)

        position = public["position"]
        position.body, position.demands, position.themes = body, [block("statement", "Vaade.")], [theme]
        position.adopted_by, position.supersedes = organisation, hidden_positions[0]
        position.addressees = [organisations.PositionAddressee(organisation=row) for row in every_organisation]
        position.endorsements = [organisations.PositionEndorsement(organisation=row) for row in every_organisation]
        position.attachments = [
            organisations.PositionAttachment(document=row) for row in [*self.hidden_documents, self.document]
        ]
        for row in hidden_positions:
            organisations.AdvocacyPositionPage.objects.filter(pk=row.pk).update(supersedes=position)
        make.position("Uudempi", supersedes=position, adopted_by=hidden_organisations[0])

        content = public["content_page"]
        content.body, content.hero_image = body, self.image
        home = HomePage.objects.get(locale__language_code="fi")
        home.body, home.ingress = body, "Tervetuloa."
        for page in (*public.values(), home):
            make.publish(page)
        self.public = {name: type(page).objects.get(pk=page.pk) for name, page in public.items()}

    def _site(self) -> None:
        fi = make.locale("fi")
        items = [
            block("item", {"title": "", "page": page.pk, "url": "", "children": []})
            for page in [*self.hidden, self.public["article"]]
        ]
        items[-1]["value"]["children"] = [
            {"title": "", "page": page.pk, "url": ""} for page in [*self.hidden, self.public["organisation"]]
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
        Redirect.objects.create(old_path="/vanha/julkinen", redirect_page=self.public["article"])

    def _drafts_of_what_is_live(self) -> None:
        for name, page in self.public.items():
            draft = type(page).objects.get(pk=page.pk)
            mark(draft)
            draft.save_revision(clean=False)
            self.public[name] = type(page).objects.get(pk=page.pk)

    def _translations_of_what_is_hidden(self) -> None:
        """A Swedish text whose Finnish original was withdrawn and edited since: the draft's facts are nobody's."""
        for builder in PAGE_MODELS:
            original = builder("Peruttu")
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
