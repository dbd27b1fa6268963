"""The screen on which a page is translated: original and translation side by side, each text saved as it is written."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue

from cms.core.languages import language
from cms.core.text.foreign import direction
from cms.editing.locks import lock_texts
from cms.translation.desk import states
from cms.translation.desk.languages import languages_for, locale_for
from cms.translation.review import rules as review
from cms.translation.screen import memory, merging, own_values, repetitions, units
from cms.translation.screen.access import text_of_page, translation_for
from cms.translation.screen.markup import cleaned, inline
from cms.translation.screen.units import OPEN, Unit, UnitState
from cms.translation.texts import applying
from cms.translation.texts.applying import Outcome, Result


def told_of(tag: str) -> dict[str, Any]:
    """What templates write of a language."""
    return {"tag": tag, "dir": direction(tag), "name": language(tag).label}


class TranslationView(WagtailAdminTemplateMixin, TemplateView):
    """A page in one language. Who may edit the page has been asked before."""

    template_name = "translation/screen/editor.html"
    header_icon = "wagtail-localize-language"
    # Given to `as_view`.
    page: Any = None
    translation: Any = None
    machine: Any = None

    def get_page_title(self) -> str:
        return _("Translate")

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        desk = reverse("translation_desk:language", args=[self.tag])
        return [
            *self.breadcrumbs_items,
            {"url": desk, "label": _("Translations")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    @property
    def tag(self) -> str:
        return str(self.translation.target_locale.language_code)

    @cached_property
    def units(self) -> list[Unit]:
        return units.units_of(self.translation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source_tag = self.translation.source.locale.language_code
        base = units.base_language(self.translation)
        permissions = self.page.permissions_for_user(self.request.user)
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "translation": self.translation,
            "original": self.translation.source.get_source_instance(),
            "units": self.units,
            "own_values": own_values.own_values(self.translation),
            "media": own_values.media(self.translation),
            "source": told_of(source_tag),
            "target": told_of(self.tag),
            "base": told_of(base) if base else None,
            "total": sum(unit.count for unit in self.units),
            "done": sum(unit.count for unit in self.units if not unit.is_open),
            "states": UnitState,
            "open_states": " ".join(sorted(OPEN)),
            "can_publish": permissions.can_publish() and not permissions.page_locked(),
            "is_locked": permissions.page_locked(),
            "next": self._next(),
            "machine": self.machine,
            "is_reviewed": review.is_on(self.translation.target_locale),
        }

    def _next(self) -> Page | None:
        """The page that waits in this language after this one, the longest."""
        locale = languages_for(self.request.user).get(self.tag)
        if locale is None:
            return None
        waiting = states.in_language(locale).filter(desk_state__in=states.WAITING, target_id__isnull=False)
        found: Page | None = waiting.exclude(translation_key=self.page.translation_key).order_by("pk").first()
        return found


def translate(request: HttpRequest, page: Page, translation: Translation, *, machine: Any) -> HttpResponse:
    """What the page's edit address shows, when the page is translated at the desk.

    `machine` is what is told of drafts by machine, None where there are none.
    """
    view = TranslationView.as_view(page=page, translation=translation, machine=machine)
    response: Any = never_cache(view)(request)
    return cast("HttpResponse", response.render())


@require_POST
@transaction.atomic
def save(request: HttpRequest, translation_id: int, segment_id: int) -> JsonResponse:
    """Saves one text: `words`, and `version` of what the translator has seen. Answers with what is kept now, as JSON.

    `base` is what the translator began with, so that the words of two people can be merged. With `repeat`, other places
    of the page with the very same text are filled in too; each `undo` is of such a place.

    The status is 200 when it is saved, 400 when it may not stand there, 409 when somebody else has written meanwhile,
    410 when the original has changed meanwhile, and 404 when there is no such text.
    """
    translation = translation_for(request, translation_id)
    lock_texts(translation)
    is_rich = "rich" in request.POST
    words = cleaned(request.POST.get("words", ""), is_rich=is_rich)
    places = repetitions.elsewhere(translation, segment_id) if words and "repeat" in request.POST else []
    original = translation.source.as_instance()
    version = request.POST.get("version")
    outcome = applying.apply(translation, segment_id, words, request.user, original=original, version=version)
    both = {}
    if outcome.result == Result.CONFLICT:
        base = cleaned(request.POST["base"], is_rich=is_rich) if "base" in request.POST else None
        both = merging.both(text_of_page(translation, segment_id), words, outcome.there, base, original)
    filled = {}
    if outcome.result == Result.SAVED and outcome.there and places:
        filled = repetitions.fill(outcome.there, translation, places, request.POST.getlist("undo"))
    return answer(outcome, segment_id, lambda: units.units_of(translation), filled, both)


def answer(
    outcome: Outcome,
    key: int,
    units_now: Callable[[], Sequence[Unit]],
    filled: Mapping[int, str] = MappingProxyType({}),
    both: Mapping[str, Any] = MappingProxyType({}),
) -> JsonResponse:
    """Says what became of a text that was to be saved. `units_now` gives the texts as they are kept now.

    `filled` are the other places of the text that were filled in, each with what takes it back; `both` is what is told
    of two people's words.
    """
    if outcome.result == Result.UNKNOWN:
        raise Http404
    if outcome.result == Result.LATE:
        return JsonResponse({"problem": str(applying.LATE)}, status=410)
    now = {unit.key: unit for unit in units_now()}
    also = [{**_placed(now[place]), "undo": undo} for place, undo in filled.items()]
    status = {Result.REFUSED: 400, Result.CONFLICT: 409}.get(outcome.result, 200)
    return JsonResponse({**told(now[key]), "problem": outcome.problem, "filled": also, **both}, status=status)


@require_POST
@transaction.atomic
def take_back(request: HttpRequest, translation_id: int) -> JsonResponse:
    """Takes back what was filled in, each `undo` of it, and answers with those texts as they are now, as JSON."""
    translation = translation_for(request, translation_id)
    lock_texts(translation)
    keys = repetitions.take_back(translation, request.POST.getlist("undo"))
    return JsonResponse({"texts": [_placed(unit) for unit in units.units_of(translation) if unit.key in keys]})


def _placed(unit: Unit) -> dict[str, Any]:
    return {"key": unit.key, "place": str(unit.label), **told(unit)}


def told(unit: Unit) -> dict[str, Any]:
    """Returns what the screen's script is told of a text that was saved, or not."""
    return {
        "state": unit.state,
        "label": str(unit.state.label),
        "version": unit.version,
        "words": inline(unit.words) if unit.is_rich else unit.plain_words,
        "by": unit.by,
        "warnings": unit.warnings,
        "review": unit.review_told,
    }


@require_GET
def suggest(request: HttpRequest, translation_id: int, segment_id: int) -> JsonResponse:
    """What was translated before of texts like this one, as JSON."""
    translation = translation_for(request, translation_id)
    segment = text_of_page(translation, segment_id)
    return like(segment.string.data, translation.target_locale_id, request.user)


def like(source: str, locale_id: int, user: Any) -> JsonResponse:
    """What was translated before of texts like `source`."""
    is_rich = "<" in source
    matches = [
        {
            "percent": match.percent,
            "source": match.source,
            "words": inline(match.words) if is_rich else StringValue(match.words).render_text(),
        }
        for match in memory.matches(locale_id, source, user)
    ]
    return JsonResponse({"matches": matches})


@require_GET
def look_up(request: HttpRequest, translation_id: int) -> JsonResponse:
    """Earlier translations in which the phrase `q` stands, on either side, as JSON."""
    return _found(request, translation_for(request, translation_id).target_locale_id)


@require_GET
def look_up_in(request: HttpRequest, tag: str) -> JsonResponse:
    """The same for what is translated into a language and is no page."""
    return _found(request, locale_for(request, tag).pk)


def _found(request: HttpRequest, locale_id: int) -> JsonResponse:
    found = memory.concordance(locale_id, request.GET.get("q", ""), request.user)
    return JsonResponse({"found": found[: memory.FOUND_MAX], "isCut": len(found) > memory.FOUND_MAX})
