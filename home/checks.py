"""Checks that the demo shows every type of content to whoever tries it."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from cms.translation.type_checks import listed_types
from home.demo.content import INDEXES


@register("verkosto")
def check_demo(**kwargs: Any) -> list[CheckMessage]:
    shown = {index.lists() for index in INDEXES.values()}
    return [
        Error(
            f"The demo has no list of {model.__name__}.",
            hint="Add its list page to INDEXES in home/demo/content.py, and content to home/demo/content.",
            id="verkosto.E036",
        )
        for model in listed_types()
        if model not in shown
    ]
