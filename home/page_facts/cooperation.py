"""Facts of networks, working groups, meetings and action plans."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cms.core.text.dates import written_period, written_times
from cms.core.text.localised_text import LocalisedText
from cms.core.text.web_addresses import followable
from home.page_facts.values import Facts, Value, areas, channels, documents, links, names, pages, texts
from organisations.models import ActionPlanPage, MeetingPage, NetworkMember, NetworkPage, WorkingGroupPage


def network(page: NetworkPage, tag: str) -> Facts:
    members = list(page.members.all())
    yield _("coordinator"), pages([page.coordinator], tag)
    yield _("founded in"), texts(page.founded_year)
    yield _("part of the network"), pages([page.parent_network], tag)
    yield _("works under"), pages([page.parent_organisation], tag)
    yield _("members"), _members((row for row in members if row.is_current), tag)
    yield _("former members"), _members((row for row in members if row.is_former), tag)
    chairs = sorted((row for row in page.chairs.all() if row.year), key=lambda row: -row.year)
    yield (
        _("chairs by year"),
        [_with(value, str(row.year)) for row in chairs for value in pages([row.organisation], tag)],
    )
    yield _("areas"), areas(page, tag)
    yield _("themes"), names(page.themes.all(), tag)
    yield _("channels"), channels(page, tag)


def _members(rows: Iterable[NetworkMember], tag: str) -> list[Value]:
    """Who belongs to a network, with the role and the days."""
    found = []
    for row in rows:
        parts = LocalisedText(row.role).best((tag,)), written_period(row.since, row.until, tag)
        more = ", ".join(part for part in parts if part)
        found += [_with(value, more) for value in pages([row.organisation], tag)]
    return found


def _with(value: Value, more: str) -> Value:
    return Value(f"{value.text} ({more})", value.url, value.language) if more else value


def working_group(page: WorkingGroupPage, tag: str) -> Facts:
    yield _("kind"), texts(page.get_kind_display())
    yield _("belongs to"), pages([getattr(page, name) for name in page.belongs_to], tag)
    yield _("chair"), pages([page.chair], tag)
    yield _("members"), links(page, "members", "organisation", tag)
    yield _("areas"), areas(page, tag)
    yield _("themes"), names(page.themes.all(), tag)
    yield _("channels"), channels(page, tag)


def meeting(page: MeetingPage, tag: str) -> Facts:
    online = followable(page.online_url)
    yield _("working group"), pages([page.working_group], tag)
    yield _("when"), texts(written_times(page.starts_at, page.ends_at, tag, has_times=True))
    yield _("place"), texts(page.place_name, page.address)
    yield _("address online"), [Value(online, online)] if online else []
    yield _("hosts"), links(page, "hosts", "organisation", tag)
    yield _("documents"), documents(page, "documents")
    yield _("themes"), names(page.themes.all(), tag)
    yield _("next meetings"), links(page, "next_meetings", "meeting", tag)


def action_plan(page: ActionPlanPage, tag: str) -> Facts:
    yield _("belongs to"), pages([getattr(page, name) for name in page.belongs_to], tag)
    yield _("period"), texts(written_period(page.starts_on, page.ends_on, tag))
    yield _("themes"), names(page.themes.all(), tag)
