"""How many words there are to translate of an original into a language, counted in SQL."""

from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation

from cms.translation.texts.alignment import ADDRESS


def to_translate(locale: Locale) -> Case:
    """For the rows of `states.in_language`: the words of texts that the screen calls open, all where nothing is begun.

    It is null where somebody writes the translation by hand: nobody knows what is left to do there.
    """
    is_new = Q(target_id__isnull=True) | Q(is_untouched=True)
    return Case(
        When(live=False, target_live=True, then=Value(0)),
        When(is_managed=True, then=Coalesce(Subquery(_open(locale)), 0)),
        When(is_new, then=F("text_state__words")),
        default=None,
        output_field=IntegerField(),
    )


def _open(locale: Locale) -> Any:
    """Of the texts that are new, changed or by machine, as in `cms.translation.screen.units.OPEN`."""
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=locale, has_error=False
    ).exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    texts = StringSegment.objects.filter(
        ~Exists(done), source__object_id=OuterRef("translation_key"), source__locale=OuterRef("locale")
    ).exclude(context__path=ADDRESS)
    return texts.order_by().values("source").annotate(words=Sum("string__counted__words")).values("words")
