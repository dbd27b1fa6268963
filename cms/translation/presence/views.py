"""Who else has a translation open, and at which of its texts: for those who may work on it themselves."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cms.core.keys import key_of
from cms.translation.models import Presence
from cms.translation.screen.access import translation_for
from cms.translation.screen.units import name_of

# Of a browser that says nothing for so long nobody is told any more. The script says so every ten seconds.
PRESENT_FOR = timedelta(seconds=30)
# More names help nobody.
SHOWN = 20


@require_POST
def here(request: HttpRequest, translation_id: int) -> JsonResponse:
    """Takes note that the user is at `text`, or has gone with `gone`, and answers with the others, as JSON."""
    translation = translation_for(request, translation_id)
    user: Any = request.user
    now = timezone.now()
    mine = Presence.objects.filter(translation=translation, user=user)
    if "gone" in request.POST:
        mine.delete()
        return JsonResponse({"others": []})
    Presence.objects.bulk_create(
        [
            Presence(
                translation=translation,
                user=user,
                text=key_of(request.POST.get("text", "")),
                at=now,
            )
        ],
        update_conflicts=True,
        unique_fields=["translation", "user"],
        update_fields=["text", "at"],
    )
    Presence.objects.filter(at__lt=now - PRESENT_FOR).delete()
    others = Presence.objects.filter(translation=translation).exclude(user=user).select_related("user")
    found = [{"name": name_of(other.user), "text": other.text} for other in others.order_by("pk")[:SHOWN]]
    return JsonResponse({"others": found})
