"""What the blocks of a question refer to: gathered from all rows, each kind loaded once."""

from collections.abc import Mapping
from typing import Any

from wagtail.embeds.models import Embed

from cms.core.text import rich_text
from cms.core.text.rich_text import Reference, Target
from cms.media import models as media_models
from content_api.base.language import page_url
from content_api.base.media import document_url
from content_api.reading import loading
from content_api.reading.loading import Locales
from content_api.reading.stored_streams import Wanted
from organisations import models as organisation_models


def _embed_markup(urls: set[str]) -> dict[str, str]:
    """Returns what a job has fetched of an embedded address when the page was published. Nothing is fetched here."""
    return dict(Embed.objects.filter(url__in=urls, max_width__isnull=True).values_list("url", "html")) if urls else {}


class Library:
    """Everything that the blocks refer to, as far as it is public."""

    def __init__(self, wanted: Wanted, locales: Locales, images: Mapping[int, Any] | None = None) -> None:
        self.locales = locales
        self.images = loading.load(media_models.Image, wanted.images, locales) if images is None else images
        self.documents = loading.load(media_models.Document, wanted.documents, locales)
        self.contacts = loading.load(organisation_models.Contact, wanted.contacts, locales)
        self.key_figures = loading.load(organisation_models.KeyFigure, wanted.key_figures, locales)
        self.pages = loading.best_of_any_type(wanted.pages, locales)
        self.embeds = _embed_markup(wanted.embeds)

    def targets(self, source: str) -> dict[Reference, Target]:
        found: dict[Reference, Target] = {}
        for reference in rich_text.references(source):
            if reference.kind == "page" and (page := self.pages.get(reference.pk)):
                tag = page.locale_tag
                found[reference] = Target(page_url(page), tag if tag != self.locales[0] else None, page)
            elif reference.kind == "document" and (document := self.documents.get(reference.pk)):
                found[reference] = Target(document_url(document), None, document)
        return found
