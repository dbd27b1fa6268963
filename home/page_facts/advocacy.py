"""Facts of advocacy positions."""

from django.utils.translation import gettext as _

from cms.core.text.dates import written, written_period
from home.page_facts.values import Facts, documents, links, names, pages, texts
from organisations.models import AdvocacyPositionPage


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
