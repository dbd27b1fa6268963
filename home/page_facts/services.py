"""Facts of funding schemes, trainings and volunteer opportunities."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.text.dates import written_period
from cms.core.text.web_addresses import followable
from home.page_facts.values import Facts, Value, areas, languages, links, names, pages, texts
from organisations.models import FundingSchemePage, TrainingPage, VolunteerOpportunityPage


def funding(page: FundingSchemePage, tag: str) -> Facts:
    today = timezone.localdate()
    found = page.windows(today)
    is_open = any(window.is_open(today) for window in found)
    application = followable(page.application_url)
    yield _("funder"), pages([page.funder], tag)
    yield _("applications"), texts(_("Open for applications") if is_open else _("Closed for applications"))
    yield _("when to apply"), texts(*(written_period(window.opens_on, window.closes_on, tag) for window in found[:2]))
    yield _("who may apply"), texts(page.applicants)
    yield _("application"), [Value(application, application)] if application else []
    yield _("target groups"), names(page.target_groups.all(), tag)
    yield _("themes"), names(page.themes.all(), tag)
    yield _("areas"), areas(page, tag)


def volunteering(page: VolunteerOpportunityPage, tag: str) -> Facts:
    sign_up = followable(page.sign_up_url)
    yield _("organisation"), pages([page.organisation], tag)
    yield _("when"), texts(page.schedule)
    yield _("period"), texts(written_period(page.starts_on, page.ends_on, tag))
    yield _("where"), [*texts(_("Remote") if page.is_remote else ""), *areas(page, tag)]
    yield _("skills"), texts(page.skills)
    yield _("languages"), languages(page.languages)
    yield _("sign-up"), [Value(sign_up, sign_up)] if sign_up else []
    yield _("themes"), names(page.themes.all(), tag)
    yield _("target groups"), names(page.target_groups.all(), tag)


def training(page: TrainingPage, tag: str) -> Facts:
    enrolment = followable(page.enrolment_url)
    yield _("organisers"), links(page, "organisers", "organisation", tag)
    yield _("dates"), links(page, "events", "event", tag)
    yield _("languages"), languages(page.languages)
    yield _("enrolment"), [Value(enrolment, enrolment)] if enrolment else []
    yield _("target groups"), names(page.target_groups.all(), tag)
    yield _("themes"), names(page.themes.all(), tag)
    yield _("areas"), areas(page, tag)
