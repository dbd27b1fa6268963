"""What stands for a page where it is only mentioned: a sentence and a picture."""

from typing import Any

from content_api.reading.images import MAIN_IMAGES, images_of

TEASER_COLUMNS = ("ingress", "summary")


def teaser_of(page: Any) -> str:
    return getattr(page, "ingress", "") or getattr(page, "summary", "")


def description_of(page: Any) -> str:
    return page.search_description or teaser_of(page)


def main_image(page: Any) -> Any:
    """The hero image or logo, if the page has one and it is public."""
    name = next((name for name in MAIN_IMAGES if hasattr(type(page), name)), None)
    return images_of(page).get(getattr(page, name)) if name else None
