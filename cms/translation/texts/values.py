"""Whether a block or field takes what a translator gives for it.

wagtail-localize writes overrides and strings into a page without asking the block or field that they are for.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation
from wagtail_localize.segments.ingest import unquote_path_component
from wagtail_localize.strings import StringValue, extract_ids, validate_translation_links

from cms.core.text.web_addresses import followable
from cms.translation.texts.alignment import ADDRESS


def text_of(markup: str) -> str:
    """A translated string, which may hold inline markup, as a field without markup gets it."""
    return StringValue(markup).render_text()


def count_of(markup: str) -> int:
    """How many words such a string has: what a translator has to write."""
    return len(text_of(markup).split())


def markup_problem(source: str, words: str) -> str:
    """Why the inline markup of a translation is not that of the text it translates; "" when it is."""
    try:
        StringValue.from_translated_html(words)
        validate_translation_links(source, words)
    except ValueError as error:
        return str(error)
    if lost := extract_ids(source) - extract_ids(words):
        return _("a link is missing: %(links)s") % {"links": ", ".join(f'<a id="{name}">' for name in sorted(lost))}
    return ""


def problem(instance: Any, path: str, value: Any) -> str:
    """What the block or field at a segment's path says against a value; "" when it takes it.

    `instance` is the translation's source as it was when its segments were taken from it.
    """
    name, _dot, rest = path.partition(".")
    try:
        field = instance._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    try:
        if isinstance(field, StreamField):
            _clean_within(field.stream_block, field.value_from_object(instance), rest, value)
        # Of whatever is given for the address, wagtail-localize makes one.
        elif not rest and name != ADDRESS and hasattr(field, "clean"):
            field.clean(value, instance)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _clean_within(block: Any, value: Any, path: str, new: Any) -> None:
    """Asks the leaf that the path leads to, then the struct around it what it has to say of that leaf.

    Whatever else is unfinished there is not this value's problem. A path that leads nowhere has none.
    """
    name, _dot, rest = path.partition(".")
    if isinstance(block, blocks.StructBlock):
        child = block.child_blocks.get(name)
        if isinstance(child, blocks.FieldBlock):
            _clean_in_struct(block, {**value, name: _clean_leaf(child, rest, new)}, name)
        elif child is not None:
            _clean_within(child, value[name], rest, new)
    elif isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        for bound in value if isinstance(block, blocks.StreamBlock) else value.bound_blocks:
            if bound.id == name:
                _clean_within(bound.block, bound.value, rest, new)
    else:
        _clean_leaf(block, path, new)


def _clean_in_struct(block: Any, values: dict[str, Any], name: str) -> None:
    try:
        block.clean(block.normalize(values))
    except blocks.StructBlockValidationError as error:
        if own := error.block_errors.get(name):
            raise own from None


def _clean_leaf(block: Any, path: str, new: Any) -> Any:
    if isinstance(block, blocks.RichTextBlock):
        if path.startswith("'") and not followable(new, here=True):
            raise ValidationError(
                _("The link %(old)s cannot lead to “%(new)s”: that is no web address."),
                params={"old": unquote_path_component(path), "new": new},
            )
        return new
    if not isinstance(block, blocks.FieldBlock) or path:
        return new
    # As if it had come from a form: a chooser takes a key.
    return block.value_from_form(block.field.clean(new))


def stored_problems(translation: Translation) -> Iterator[tuple[str, str]]:
    """Of what is stored for a translation and would be published: the value and what is wrong with it."""
    instance = translation.source.as_instance()
    overrides = SegmentOverride.objects.filter(
        locale_id=translation.target_locale_id,
        context__in=translation.source.overridablesegment_set.values("context"),
    )
    for override in overrides.select_related("context").order_by("pk"):
        if found := problem(instance, override.context.path, override.data):
            yield str(override.data), found
    strings = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id,
        context__in=translation.source.stringsegment_set.values("context"),
        translation_of__in=translation.source.stringsegment_set.values("string"),
        has_error=False,
    )
    for string in strings.select_related("context").order_by("pk"):
        if string.context and (found := problem(instance, string.context.path, text_of(string.data))):
            yield string.data, found
