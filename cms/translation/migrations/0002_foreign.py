"""Which words of a partly translated page are the source's, for pages that were published before it was kept."""

from collections import Counter
from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

# Texts that are lists of sentences: each is one text here.
SENTENCES = ("demands", "ways_of_working")


def _foreign(apps: Any, translation: Any) -> dict[str, list[int] | None]:
    found = apps.get_model("wagtail_localize", "StringTranslation").objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=translation.target_locale_id,
        has_error=False,
    )
    segments = (
        apps.get_model("wagtail_localize", "StringSegment")
        .objects.filter(source_id=translation.source_id)
        .exclude(context__path="slug")
        .order_by("order")
        .values_list("context__path", Subquery(found.values("data")[:1]))
    )
    places: Counter[str] = Counter()
    foreign: dict[str, list[int]] = {}
    for path, translated in segments:
        text = path.partition(".")[0] if path.startswith(SENTENCES) else path
        if translated is None:
            foreign.setdefault(text, []).append(places[text])
        places[text] += 1
    return {text: None if len(of) == places[text] else of for text, of in foreign.items()}


def keep(apps: Any, schema_editor: Any) -> None:
    states = apps.get_model("translation", "TextState").objects
    translations = apps.get_model("wagtail_localize", "Translation").objects.select_related("source__locale")
    for state in states.filter(status__in=["PARTIAL", "UNTRANSLATED"]).select_related("page"):
        translation = translations.filter(
            source__object_id=state.page.translation_key, target_locale_id=state.page.locale_id
        ).first()
        if translation is None:
            continue
        texts = _foreign(apps, translation) if state.status == "PARTIAL" else None
        if texts != {}:
            state.foreign = {"tag": translation.source.locale.language_code, "texts": texts}
            state.save(update_fields=["foreign"])


class Migration(migrations.Migration):
    dependencies = [
        ("translation", "0001_initial"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.AddField("textstate", "foreign", models.JSONField(default=dict)),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
