"""What a language may have of its own in place of the original's: a document, an image, the address of a link."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Media, TextInput, Widget
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail import blocks
from wagtail.admin import messages
from wagtail.coreutils import resolve_model_string
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from cms.core.admin.choosing import choosable_by
from cms.core.keys import key_of
from cms.editing.locks import lock_texts
from cms.translation.screen.access import page_of, translation_for
from cms.translation.screen.labels import Label, label_of
from cms.translation.texts import values


@dataclass(frozen=True)
class OwnValue:
    """One of them: how it is called, what the original has, and what the language has, None when nothing of its own."""

    key: int
    label: Label
    original: str
    own: str | None
    widget: SafeString


def own_values(translation: Translation) -> list[OwnValue]:
    original = translation.source.as_instance()
    segments = OverridableSegment.objects.filter(source_id=translation.source_id).select_related("context")
    kept = {
        override.context_id: override.data
        for override in SegmentOverride.objects.filter(
            locale_id=translation.target_locale_id, context__in=segments.values("context")
        )
    }
    found = []
    for segment in segments.order_by("order"):
        label = label_of(original, segment.context.path)
        own = kept.get(segment.context_id)
        drawn = _widget(label).render("value", own, {"id": f"own-{segment.pk}"})
        found.append(
            OwnValue(
                key=segment.pk,
                label=label,
                original=_named(label, segment.data),
                own=None if own is None else _named(label, own),
                widget=drawn,
            )
        )
    return found


def media(translation: Translation) -> Media:
    """The scripts and styles of all choosers on the screen."""
    original = translation.source.as_instance()
    segments = OverridableSegment.objects.filter(source_id=translation.source_id).select_related("context")
    found = Media()
    for segment in segments:
        found += _widget(label_of(original, segment.context.path)).media
    return found


def _widget(label: Label) -> Widget:
    if isinstance(label.leaf, blocks.ChooserBlock):
        widget: Widget = label.leaf.field.widget
        return widget
    return TextInput()


def _model(label: Label) -> Any:
    return resolve_model_string(label.leaf.target_model)


def _named(label: Label, value: Any) -> str:
    if not isinstance(label.leaf, blocks.ChooserBlock):
        return str(value)
    found = _model(label)._default_manager.filter(pk=value).first()
    return str(found) if found else _("It no longer exists.")


@require_POST
@transaction.atomic
def save_own(request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
    """Sets what the language has of its own; `remove` goes back to what the original has."""
    translation = translation_for(request, translation_id)
    page = page_of(translation)
    removed, saved = (
        _("The original's is used again, from when you publish."),
        _("Saved: readers see it when you publish."),
    )
    store(request, translation, segment_id, removed=removed, saved=saved)
    return redirect("wagtailadmin_pages:edit", page.pk)


def store(request: HttpRequest, translation: Translation, segment_id: int, *, removed: str, saved: str) -> bool:
    """Keeps what was sent and tells it in these words, or why not. Returns whether it is kept; raises Http404."""
    lock_texts(translation)
    segment = get_object_or_404(OverridableSegment, pk=segment_id, source_id=translation.source_id)
    key = {"context_id": segment.context_id, "locale_id": translation.target_locale_id}
    if "remove" in request.POST:
        SegmentOverride.objects.filter(**key).delete()
        messages.success(request, removed)
        return True
    try:
        value = _chosen(request, translation, segment)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    changed = {
        "data_json": json.dumps(value),
        "has_error": False,
        "field_error": "",
        "last_translated_by": request.user,
    }
    SegmentOverride.objects.update_or_create(**key, defaults=changed)
    messages.success(request, saved)
    return True


def _chosen(request: HttpRequest, translation: Translation, segment: OverridableSegment) -> Any:
    """What was given, as wagtail-localize keeps it. Raises ValidationError."""
    original = translation.source.as_instance()
    label = label_of(original, segment.context.path)
    given = request.POST.get("value", "").replace("\x00", "").strip()
    if not given:
        raise ValidationError(_("Nothing was chosen."))
    value: Any = given
    if isinstance(label.leaf, blocks.ChooserBlock):
        rows = choosable_by(request.user, _model(label))
        value = key_of(given)
        if value is None or not rows.filter(pk=value).exists():
            raise ValidationError(_("Nothing was chosen."))
    if problem := values.problem(original, segment.context.path, value):
        raise ValidationError(problem)
    return value
