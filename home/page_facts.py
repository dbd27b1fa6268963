"""The facts of a page as the readable page shows them: each has a label, and values that may be links."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.core.languages import language
from cms.core.text.dates import written, written_period, written_time, written_times
from cms.core.text.localised_text import LocalisedText
from cms.core.text.reading import public_rows, readable_pages
from cms.core.text.web_addresses import followable
from news.models import EventPage, EventStatus, NewsArticlePage
from organisations.models import AdvocacyPositionPage, OrganisationPage, ProjectPage


@dataclass(frozen=True, slots=True)
class Value:
    text: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    values: list[Value]


def _texts(*texts: Any) -> list[Value]:
    return [Value(str(text)) for text in texts if text]


def _pages(pages: Iterable[Any], tag: str) -> list[Value]:
    return [Value(page.title, page.url or "", page.locale.language_code) for page in readable_pages(pages, tag)]


def _names(rows: Iterable[Any], tag: str) -> list[Value]:
    """Returns the names of rows of a vocabulary or of areas."""
    return [_named(row.names, tag) for row in rows]


def _named(names: Any, tag: str, otherwise: str = "", url: str = "") -> Value:
    """Returns the best text for the reader, with its language when that is not the page's."""
    found = LocalisedText(names)
    if not (text := found.best((tag,))):
        return Value(otherwise, url)
    own = found.best_tag((tag,))
    return Value(text, url, "" if own == tag else own)


def _channels(page: Any, tag: str) -> list[Value]:
    return [
        _named(item.label, tag, str(item.get_kind_display()), url)
        for item in page.channels.all()
        if (url := followable(item.url))
    ]


def _links(page: Any, relation: str, field: str, tag: str) -> list[Value]:
    return _pages((getattr(row, field) for row in getattr(page, relation).all()), tag)


def _documents(page: Any, relation: str) -> list[Value]:
    rows = public_rows(row.document for row in getattr(page, relation).all())
    return [Value(row.title, row.url, row.language) for row in rows]


def _areas(page: Any, tag: str) -> list[Value]:
    return _names((row.area for row in page.areas.all()), tag)


def _article(page: NewsArticlePage, tag: str) -> Iterator[tuple[str, list[Value]]]:
    yield _("date"), _texts(written(page.date, tag))
    yield _("themes"), _names(page.themes.all(), tag)
    yield _("areas"), _areas(page, tag)
    yield _("organisations"), _links(page, "organisations", "organisation", tag)
    yield _("projects"), _links(page, "projects", "project", tag)
    yield _("advocacy positions"), _links(page, "positions", "position", tag)
    yield _("events"), _links(page, "events", "event", tag)


def _event(page: EventPage, tag: str) -> Iterator[tuple[str, list[Value]]]:
    online, registration = followable(page.online_url), followable(page.registration_url)
    yield _("status"), _texts(page.get_status_display()) if page.status != EventStatus.SCHEDULED else []
    yield _("when"), _texts(written_times(page.starts_at, page.ends_at, tag, has_times=not page.is_all_day))
    yield _("was to start"), _texts(written_time(page.postponed_from, tag))
    yield _("place"), _texts(page.place_name, page.address)
    yield _("address online"), [Value(online, online)] if online else []
    yield _("price"), _texts(page.price)
    yield _("registration"), [Value(registration, registration)] if registration else []
    yield _("registration ends"), _texts(written_time(page.registration_ends_at, tag))
    yield _("organisers"), _links(page, "organisers", "organisation", tag)
    yield _("projects"), _links(page, "projects", "project", tag)
    yield _("areas"), _areas(page, tag)
    yield _("themes"), _names(page.themes.all(), tag)


def _organisation(page: OrganisationPage, tag: str) -> Iterator[tuple[str, list[Value]]]:
    home = [page.home_municipality] if page.home_municipality else []
    yield _("short name"), _texts(page.short_name)
    yield _("kind"), _texts(page.get_kind_display())
    yield _("business ID"), _texts(page.business_id)
    yield _("association register number"), _texts(page.association_number)
    yield _("founded in"), _texts(page.founded_year)
    yield _("home municipality"), _names(home, tag)
    yield _("area of operation"), _areas(page, tag)
    yield _("serves in"), [Value(language(item).native_name, language=item) for item in page.serves_in]
    yield _("themes"), _names(page.themes.all(), tag)
    yield _("target groups"), _names(page.target_groups.all(), tag)
    yield _("addresses"), _texts(*page.addresses.all())
    yield _("channels"), _channels(page, tag)
    yield _("last confirmed on"), _texts(written(page.last_confirmed_on, tag))


def _project(page: ProjectPage, tag: str) -> Iterator[tuple[str, list[Value]]]:
    yield _("status"), _texts(page.status.label)
    yield _("period"), _texts(written_period(page.starts_on, page.ends_on, tag))
    yield _("managed by"), _pages([page.managing_organisation], tag)
    yield _("funders"), _links(page, "funders", "organisation", tag)
    yield _("partners"), _links(page, "partners", "organisation", tag)
    yield _("programme"), _names([page.programme] if page.programme else [], tag)
    yield _("areas"), _areas(page, tag)
    yield _("themes"), _names(page.themes.all(), tag)
    yield _("target groups"), _names(page.target_groups.all(), tag)
    yield _("addresses"), _texts(*page.addresses.all())
    yield _("channels"), _channels(page, tag)
    yield _("newsletter sign-up"), [Value(url, url)] if (url := followable(page.newsletter_url)) else []
    yield _("documents of results"), _documents(page, "result_documents")


def _position(page: AdvocacyPositionPage, tag: str) -> Iterator[tuple[str, list[Value]]]:
    yield _("kind"), _texts(page.get_kind_display())
    yield _("adopted on"), _texts(written(page.adopted_on, tag))
    yield _("adopted by"), _pages([page.adopted_by], tag)
    yield _("valid"), _texts(written_period(page.valid_from, page.valid_until, tag))
    yield _("supersedes"), _pages([page.supersedes], tag)
    yield _("reference number"), _texts(page.reference_number)
    yield _("addressees"), _links(page, "addressees", "organisation", tag)
    yield _("endorsed by"), _links(page, "endorsements", "organisation", tag)
    yield _("themes"), _names(page.themes.all(), tag)
    yield _("attachments"), _documents(page, "attachments")


_FACTS: dict[type[Any], Callable[[Any, str], Iterator[tuple[str, list[Value]]]]] = {
    NewsArticlePage: _article,
    EventPage: _event,
    OrganisationPage: _organisation,
    ProjectPage: _project,
    AdvocacyPositionPage: _position,
}


def facts_of(page: Any) -> list[Fact]:
    """Returns the facts that the page has, with labels in the active language."""
    found = _FACTS.get(type(page))
    if found is None:
        return []
    return [Fact(capfirst(label), values) for label, values in found(page, page.locale.language_code) if values]


def contacts_of(page: Any) -> list[Any]:
    """Returns the page's contacts that readers may see."""
    return public_rows(row.contact for row in page.contacts.all()) if hasattr(page, "contacts") else []
