"""Facts of organisations and projects."""

from django.utils.translation import gettext as _

from cms.core.text.dates import written, written_period
from cms.core.text.web_addresses import followable
from home.page_facts.values import Facts, Value, areas, channels, documents, languages, links, names, pages, texts
from organisations.models import OrganisationPage, ProjectPage


def organisation(page: OrganisationPage, tag: str) -> Facts:
    home = [page.home_municipality] if page.home_municipality else []
    yield _("short name"), texts(page.short_name)
    yield _("kind"), texts(page.get_kind_display())
    yield _("business ID"), texts(page.business_id)
    yield _("association register number"), texts(page.association_number)
    yield _("founded in"), texts(page.founded_year)
    yield _("home municipality"), names(home, tag)
    yield _("area of operation"), areas(page, tag)
    yield _("serves in"), languages(page.serves_in)
    yield _("themes"), names(page.themes.all(), tag)
    yield _("target groups"), names(page.target_groups.all(), tag)
    yield _("addresses"), texts(*page.addresses.all())
    yield _("channels"), channels(page, tag)
    yield _("last confirmed on"), texts(written(page.last_confirmed_on, tag))


def project(page: ProjectPage, tag: str) -> Facts:
    yield _("status"), texts(page.status.label)
    yield _("period"), texts(written_period(page.starts_on, page.ends_on, tag))
    yield _("managed by"), pages([page.managing_organisation], tag)
    yield _("funders"), links(page, "funders", "organisation", tag)
    yield _("partners"), links(page, "partners", "organisation", tag)
    yield _("programme"), names([page.programme] if page.programme else [], tag)
    yield _("areas"), areas(page, tag)
    yield _("themes"), names(page.themes.all(), tag)
    yield _("target groups"), names(page.target_groups.all(), tag)
    yield _("addresses"), texts(*page.addresses.all())
    yield _("channels"), channels(page, tag)
    yield _("newsletter sign-up"), [Value(url, url)] if (url := followable(page.newsletter_url)) else []
    yield _("documents of results"), documents(page, "result_documents")
