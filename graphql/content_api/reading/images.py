"""The images of pages: those beside the text and those in it, read with one statement."""

from collections.abc import Mapping
from typing import Any

from cms.media import models as media_models
from content_api.reading import loading
from content_api.reading.loading import Batch
from content_api.reading.stored_streams import wanted_of

MAIN_IMAGES = ("hero_image_id", "logo_id")


def images_of(page: Any) -> Mapping[int, Any]:
    """Every public image that the page's batch shows, as far as the columns that were read tell."""
    return page.batch.once("images", _load)


def _load(batch: Batch) -> Mapping[int, Any]:
    main = {key for row in batch.rows for name in MAIN_IMAGES if (key := row.__dict__.get(name))}
    return loading.load(media_models.Image, main | wanted_of(batch).images, batch.locales)
