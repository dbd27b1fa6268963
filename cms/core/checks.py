"""Rules of the architecture that Django checks at every start."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, register
from wagtail import blocks
from wagtail.fields import StreamField

from cms.core.text import dictionaries


@register("verkosto")
def check_languages(**kwargs: Any) -> list[CheckMessage]:
    """Checks that CONTENT_LANGUAGES names at least one language, and each once.

    Otherwise `best of` would be ambiguous.
    """
    tags = settings.CONTENT_LANGUAGES
    if tags and len(tags) == len(set(tags)):
        return []
    return [Error("CONTENT_LANGUAGES names at least one language, and each once.", id="verkosto.E001")]


@register("verkosto", deploy=True)
def check_dictionaries(**kwargs: Any) -> list[CheckMessage]:
    """Tells of dictionaries that are still to be made. Nothing breaks without them."""
    if missing := dictionaries.missing(settings.CONTENT_LANGUAGES):
        words = f"Words are found in the form in which they are kept only, in: {', '.join(missing)}."
        return [Info(words, hint="Run manage.py build_dictionaries.", id="verkosto.I001")]
    return []


def body_blocks() -> list[tuple[str, blocks.Block]]:
    """Returns every block that is reachable from a StreamField of ours, with its dotted path."""
    found: list[tuple[str, blocks.Block]] = []

    def walk(path: str, block: blocks.Block) -> None:
        found.append((path, block))
        if isinstance(block, blocks.ListBlock):
            walk(f"{path}[]", block.child_block)
        for name, child in getattr(block, "child_blocks", {}).items():
            walk(f"{path}.{name}", child)

    for model in apps.get_models():
        if model.__module__.startswith(("wagtail", "django")):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and field.model is model:
                walk(f"{model.__name__}.{field.name}", field.stream_block)
    return found


@register("verkosto")
def check_block_help(**kwargs: Any) -> list[CheckMessage]:
    """Checks that each block has a help text, because an editor who chooses a block reads what it is for."""
    return [
        Error(f"The block {path} has no help text.", id="verkosto.E002")
        for path, block in body_blocks()
        if path.count(".") == 2 and path.split(".")[1] in {"body", "results", "footer"} and not block.meta.help_text
    ]
