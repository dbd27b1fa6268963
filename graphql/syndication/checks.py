"""Nothing that an answer is made of changes unseen."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from syndication.tags import undecided


@register("verkosto")
def check_models_are_decided(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"Nobody has decided whether public answers are made of {model._meta.label}.",
            hint="Name it in syndication.tags: as a kind, or among what is not read.",
            obj=model,
            id="verkosto.E006",
        )
        for model in undecided()
    ]
