"""What a text was before, for its screen."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cms.translation.history.versions import versions
from cms.translation.models import TextVersion
from cms.translation.screen.access import text_of_page, translation_for
from cms.translation.screen.markup import changes, inline
from cms.translation.screen.units import name_of
from cms.translation.texts.values import text_of


@require_GET
@never_cache
def history(request: HttpRequest, translation_id: int, segment_id: int) -> JsonResponse:
    """What was saved for a text, the latest first, as JSON.

    `source` is what has changed in the original since, word by word; nothing where nothing has.
    """
    translation = translation_for(request, translation_id, to_write=False)
    segment = text_of_page(translation, segment_id)
    return JsonResponse(
        {"versions": [_told(version, segment.string.data) for version in versions(translation, segment)]}
    )


def _told(version: TextVersion, source: str) -> dict[str, Any]:
    is_rich = "<" in source
    return {
        "words": inline(version.words) if is_rich else text_of(version.words),
        "by": name_of(version.by),
        "at": date_format(timezone.localtime(version.at), "SHORT_DATETIME_FORMAT"),
        "origin": version.get_origin_display(),
        "source": [] if version.source == source else changes(text_of(version.source), text_of(source)),
    }
