"""Facts of news articles and events."""

from django.utils.translation import gettext as _

from cms.core.text.dates import written, written_time, written_times
from cms.core.text.web_addresses import followable
from home.page_facts.values import Facts, Value, areas, links, names, texts
from news.models import EventPage, EventStatus, NewsArticlePage


def article(page: NewsArticlePage, tag: str) -> Facts:
    yield _("date"), texts(written(page.date, tag))
    yield _("themes"), names(page.themes.all(), tag)
    yield _("areas"), areas(page, tag)
    yield _("organisations"), links(page, "organisations", "organisation", tag)
    yield _("projects"), links(page, "projects", "project", tag)
    yield _("advocacy positions"), links(page, "positions", "position", tag)
    yield _("events"), links(page, "events", "event", tag)


def event(page: EventPage, tag: str) -> Facts:
    online, registration = followable(page.online_url), followable(page.registration_url)
    yield _("status"), texts(page.get_status_display()) if page.status != EventStatus.SCHEDULED else []
    yield _("when"), texts(written_times(page.starts_at, page.ends_at, tag, has_times=not page.is_all_day))
    yield _("was to start"), texts(written_time(page.postponed_from, tag))
    yield _("place"), texts(page.place_name, page.address)
    yield _("address online"), [Value(online, online)] if online else []
    yield _("price"), texts(page.price)
    yield _("registration"), [Value(registration, registration)] if registration else []
    yield _("registration ends"), texts(written_time(page.registration_ends_at, tag))
    yield _("organisers"), links(page, "organisers", "organisation", tag)
    yield _("projects"), links(page, "projects", "project", tag)
    yield _("areas"), areas(page, tag)
    yield _("themes"), names(page.themes.all(), tag)
