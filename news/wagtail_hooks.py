from typing import Any

from wagtail import hooks

from news.admin.articles import ArticleListing
from news.admin.events import EventListing


@hooks.register("register_admin_viewset")
def lists_of_pages() -> list[Any]:
    return [ArticleListing(), EventListing()]
