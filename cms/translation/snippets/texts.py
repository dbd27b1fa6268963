"""The texts of menus and footers as a translator works on them, and how one is saved."""

from dataclasses import dataclass, fields
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils.text import capfirst
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.core.text.foreign import direction
from cms.editing.locks import lock_texts
from cms.translation.screen.labels import Label
from cms.translation.screen.units import Unit, units_of
from cms.translation.snippets import following
from cms.translation.snippets.models import FollowingMixin
from cms.translation.texts import applying
from cms.translation.texts.applying import Outcome, Result


@dataclass(frozen=True)
class SnippetUnit(Unit):
    """One text of a menu or footer. `snippet` is the key of its source, `source_tag` the language to translate from."""

    source_tag: str = ""
    snippet: int = 0

    @property
    def source_dir(self) -> str:
        return direction(self.source_tag)


def name_of(row: Any) -> str:
    """Like “Menu › main”."""
    kind, name = str(capfirst(row._meta.verbose_name)), str(row)
    return kind if name == kind else f"{kind} › {name}"


def sources(locale: Locale) -> list[tuple[TranslationSource, Any]]:
    """What is translated into a language, with its original."""
    found = []
    for model in apps.get_models():
        if issubclass(model, FollowingMixin):
            originals = {row.translation_key: row for row in following.originals(model).exclude(locale=locale)}
            rows = TranslationSource.objects.filter(object_id__in=originals).select_related("locale").order_by("pk")
            pairs = ((source, originals[source.object_id]) for source in rows)
            found += [(source, row) for source, row in pairs if not following.has_own(row, locale)]
    return found


def find(locale: Locale, source_id: int) -> tuple[TranslationSource, Any]:
    """The one of these with a source's key. Raises TranslationSource.DoesNotExist."""
    for source, row in sources(locale):
        if source.pk == source_id:
            return source, row
    raise TranslationSource.DoesNotExist


def units(source: TranslationSource, original: Any, locale: Locale) -> list[SnippetUnit]:
    """All texts of one of them, in their order."""
    translation = following.translation_into(source, locale)
    name = name_of(original)
    found = []
    for unit in units_of(translation):
        values = {item.name: getattr(unit, item.name) for item in fields(Unit)}
        values["label"] = Label(f"{name} › {unit.label.field}", unit.label.blocks, unit.label.leaf)
        found.append(SnippetUnit(**values, source_tag=source.locale.language_code, snippet=source.pk))
    return found


@transaction.atomic
def save(
    source: TranslationSource, locale: Locale, segment_id: int, words: str, user: Any, version: str | None
) -> Outcome:
    """Saves one text. Readers see it at once."""
    translation = following.translation_into(source, locale)
    lock_texts(translation)
    original = translation.source.as_instance()
    outcome = applying.apply(translation, segment_id, words, user, original=original, version=version)
    if outcome.result == Result.SAVED:
        if not words:
            _forget_earlier(source, locale, segment_id)
        show(translation, user)
    return outcome


def _forget_earlier(source: TranslationSource, locale: Locale, segment_id: int) -> None:
    """Of a text whose translation was taken away: what was kept from when it said something else, or it came back."""
    segments = StringSegment.objects.filter(source=source)
    rows = StringTranslation.objects.filter(locale=locale, context__in=segments.filter(pk=segment_id).values("context"))
    rows.exclude(translation_of__in=segments.values("string")).delete()


def show(translation: Translation, user: Any) -> None:
    """Lets readers see what was saved of a menu or footer, in the same transaction."""
    if translation.pk is None:  # Somebody else may have begun it since it was looked up.
        translation, _is_new = Translation.objects.get_or_create(
            source=translation.source, target_locale=translation.target_locale, defaults={"uuid": translation.uuid}
        )
    original = translation.source.get_source_instance()
    following.build(translation, original)
    own = type(original)._default_manager.filter(
        translation_key=translation.source.object_id, locale=translation.target_locale
    )
    for row in own:  # None when the language has got one of its own at this moment.
        log(instance=row, action="wagtail.edit", user=user, content_changed=True)


def named(name: str) -> tuple[Translation, Any] | None:
    """The translation of a menu or footer with this name, and its original. It is the same before anything is saved."""
    for locale in Locale.objects.filter(language_code__in=settings.CONTENT_LANGUAGES):
        for source, original in sources(locale):
            translation = following.translation_into(source, locale)
            if str(translation.uuid) == name:
                return translation, original
    return None
