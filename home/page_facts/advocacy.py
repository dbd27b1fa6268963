"""Facts of advocacy positions and contributions."""

from django.utils.translation import gettext as _

from cms.core.text.dates import written, written_period
from cms.core.text.reading import public_rows
from cms.core.text.web_addresses import followable
from home.page_facts.values import Facts, Value, areas, documents, languages, links, names, pages, texts
from organisations.models import AdvocacyPositionPage, ContributionPage


def position(page: AdvocacyPositionPage, tag: str) -> Facts:
    yield _("kind"), texts(page.get_kind_display())
    yield _("adopted on"), texts(written(page.adopted_on, tag))
    yield _("adopted by"), pages([page.adopted_by], tag)
    yield _("valid"), texts(written_period(page.valid_from, page.valid_until, tag))
    yield _("supersedes"), pages([page.supersedes], tag)
    yield _("reference number"), texts(page.reference_number)
    yield _("addressees"), links(page, "addressees", "organisation", tag)
    yield _("endorsed by"), links(page, "endorsements", "organisation", tag)
    yield _("themes"), names(page.themes.all(), tag)
    yield _("attachments"), documents(page, "attachments")


def contribution(page: ContributionPage, tag: str) -> Facts:
    elsewhere = followable(page.url)
    yield _("kind"), texts(page.get_kind_display())
    yield _("year"), texts(page.year)
    yield _("commissioned by"), links(page, "commissioned_by", "organisation", tag)
    yield _("made by"), links(page, "made_by", "organisation", tag)
    yield _("projects"), links(page, "projects", "project", tag)
    yield _("languages covered"), languages(page.languages)
    yield _("document"), [Value(row.title, row.url, row.language) for row in public_rows([page.document])]
    yield _("web address"), [Value(elsewhere, elsewhere)] if elsewhere else []
    yield _("themes"), names(page.themes.all(), tag)
    yield _("areas"), areas(page, tag)
