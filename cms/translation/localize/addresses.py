"""Gives a translation its address: made from its own title, unless the translator has typed one."""

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.editing.address_length import fitting
from cms.translation.texts import applying
from cms.translation.texts.alignment import ADDRESS


def _segment(translation: Translation, path: str) -> StringSegment | None:
    return StringSegment.objects.filter(source_id=translation.source_id, context__path=path).first()


def _translated(translation: Translation, segment: StringSegment) -> StringTranslation | None:
    row = applying.row_of(translation, segment)
    return row if row and not row.has_error else None


def _spell_out(typed: StringTranslation) -> None:
    """Spells out an address that the translator typed in letters outside ASCII.

    wagtail-localize would drop the letters, and with them the address.
    """
    spelt = slugify(string_to_ascii(typed.data))
    if spelt and spelt != slugify(typed.data):
        StringTranslation.objects.filter(pk=typed.pk).update(data=spelt)


def give_address(translation: Translation, page: Page) -> None:
    """Gives a translation its address before it is published.

    An address that it already has stays, because partner sites link to it.

    wagtail-localize takes the slug for a text to be translated, and warns of a missing translation without it.
    """
    slug, title = _segment(translation, ADDRESS), _segment(translation, "title")
    if slug is None or title is None:
        return
    if (typed := _translated(translation, slug)) is not None:
        _spell_out(typed)
        return
    if page.first_published_at or page.depth == 2:
        address = page.slug
    else:
        # Letters outside ASCII are spelt out: wagtail-localize would drop them.
        named = _translated(translation, title)
        address = fitting(slugify(string_to_ascii(named.data)) if named else "", page.get_parent())
    if address:
        # The translator's own address may be saved at the same moment: then that one counts.
        StringTranslation.objects.get_or_create(
            translation_of_id=slug.string_id,
            context_id=slug.context_id,
            locale_id=translation.target_locale_id,
            defaults={"data": address, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
        )
