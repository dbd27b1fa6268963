"""Generates news articles.

Each has an ingress of some 200 characters, eight blocks of some 4 kB together, a picture and ties.
"""

from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from home.generation.library import Library
from home.generation.names import person
from home.generation.pages import Body, Facts, Text
from home.generation.words import Prose
from news.models import ArticleArea, ArticleOrganisation, NewsArticlePage

_DAYS = 2200  # About six years of news.
_THEMES = NewsArticlePage._meta.get_field("themes").remote_field.through


class Articles:
    def __init__(self, seed: int, library: Library, organisations: list[int]) -> None:
        self._seed = seed
        self._library = library
        self._organisations = organisations

    def random(self, number: int) -> Random:
        return Random(f"{self._seed}/article/{number}")

    def facts(self, random: Random) -> Facts:
        day = timezone.localdate() - timedelta(days=random.randrange(_DAYS))
        links: list[tuple[Any, str, dict[str, Any]]] = []
        chosen = random.sample(self._organisations, min(random.choice([1, 1, 2]), len(self._organisations)))
        for place, organisation in enumerate(chosen):
            links.append((ArticleOrganisation, "page_id", {"sort_order": place, "organisation_id": organisation}))
        themes = random.sample(self._library.themes, random.choice([1, 2, 2, 3]))
        links += [(_THEMES, "newsarticlepage_id", {"theme_id": theme}) for theme in themes]
        area = random.choice(self._library.municipalities)
        links.append((ArticleArea, "page_id", {"sort_order": 0, "area_id": area}))
        return Facts({"date": day, "hero_image_id": random.choice(self._library.images)}, links, day)

    def text(self, prose: Prose, random: Random) -> Text:
        kinds = ["paragraph", "paragraph", "paragraph", "paragraph", "quote", "image", "key_figure"]
        random.shuffle(kinds)
        body = Body(random)
        for kind in ["paragraph", *kinds]:
            match kind:
                case "paragraph":
                    body.paragraph(prose.paragraph(random))
                case "quote":
                    body.quote(prose.quote(random), person(random), prose.words(random, 2))
                case "image":
                    body.image(random.choice(self._library.images), prose.caption(random))
                case "key_figure":
                    body.key_figure(random.choice(self._library.key_figures))
        ingress = prose.ingress(random)
        columns = {"ingress": ingress, "body": body.stored}
        return Text(prose.title(random), columns, [("ingress", ingress), *body.strings])
