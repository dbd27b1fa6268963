"""Pages of any type, in a tree that has what they need above them, and their translations."""

import itertools
from datetime import UTC, date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import TranslationCreator

from cms.core.text.web_addresses import WebAddressField
from cms.translation.localize import publication
from cms.translation.pages import ListPageMixin
from home.models import HomePage

_numbers = itertools.count(1)


def number() -> int:
    """The next number, for names that nobody else has."""
    return next(_numbers)


def at(*parts: int) -> datetime:
    """A time on the clock in Helsinki, from year, month and day on."""
    moment: datetime = datetime(*parts, tzinfo=timezone.get_default_timezone())  # type: ignore[misc, arg-type]
    return moment


def locale(tag: str) -> Locale:
    return Locale.objects.get(language_code=tag)


def allow_languages(settings: Any, *tags: str) -> None:
    """Names more languages in the settings, as an operator does before somebody adds them."""
    settings.CONTENT_LANGUAGES = [*settings.CONTENT_LANGUAGES, *tags]
    settings.LANGUAGES = [*settings.LANGUAGES, *((tag, tag) for tag in tags)]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES


def add_language(settings: Any, tag: str) -> Locale:
    allow_languages(settings, tag)
    return Locale.objects.create(language_code=tag)


def publish(page: Any) -> Any:
    """Through a revision, as the editor does."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def home(tag: str = "fi") -> HomePage:
    page = HomePage.objects.get(locale__language_code=tag)
    return page if page.live else publish(page)


def index(model: Any, tag: str) -> Any:
    found = model.objects.filter(locale__language_code=tag).first()
    if found:
        return found
    original = model.objects.filter(text_state__status="ORIGINAL").first()
    if original:
        home(tag)
        return publish(original.copy_for_translation(locale(tag), copy_parents=True))
    return home(tag).add_child(instance=model(title=model._meta.verbose_name.capitalize(), locale=locale(tag)))


def _add(parent: Any, page: Any, *, live: bool) -> Any:
    """As a draft first: publishing then goes the way it goes for an editor."""
    page.live = False
    parent.add_child(instance=page)
    if live:
        return publish(page)
    page.save_revision()
    return page


def page(model: Any, title: str = "", *, tag: str = "fi", live: bool = True, parent: Any = None, **fields: Any) -> Any:
    """A page of any type of content. What it must have and the caller does not give is made up; lists are relations."""
    title = title or f"{model._meta.verbose_name.capitalize()} {number()}"
    many = {name: rows for name, rows in fields.items() if isinstance(rows, list) and name in _relations(model)}
    given = {name: value for name, value in fields.items() if name not in many}
    values = {**_required(model), **_belonging(model, given), **given}
    made = model(title=title, locale=locale(tag), live=False, **values)
    for name, rows in many.items():
        setattr(made, name, rows)
    return _add(parent or _parent(model, tag), made, live=live)


def _relations(model: Any) -> set[str]:
    return {field.name for field in model._meta.get_fields() if field.one_to_many or field.many_to_many}


def _required(model: Any) -> dict[str, Any]:
    """What a type must have, a first paragraph also where it need not have one, and where it can be read elsewhere."""
    made_up: dict[Any, Any] = {
        models.CharField: "Sana",
        models.TextField: "Ingressi.",
        models.DateField: date(2026, 1, 15),
        models.PositiveSmallIntegerField: 2026,
        WebAddressField: "https://example.org/muualla",
    }
    made_up[models.DateTimeField] = datetime(2026, 1, 15, 14, tzinfo=UTC)
    return {
        field.name: made_up[type(field)]
        for field in model._meta.local_fields
        if type(field) in made_up and field.editable and not field.choices
        if not field.blank or type(field) is models.TextField or field.name == "url"
    }


def _belonging(model: Any, given: dict[str, Any]) -> dict[str, Any]:
    """Of a type that belongs to something, what that is: one and the same for all whose maker does not care."""
    names = getattr(model, "belongs_to", None) or [
        field.name
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and not field.blank and not field.remote_field.parent_link
    ]
    if not names or any(given.get(name) for name in names):
        return {}
    of = model._meta.get_field(names[0]).related_model
    title = f"{of._meta.verbose_name.capitalize()} muille"
    return {names[0]: of.objects.filter(title=title).first() or page(of, title)}


def _parent(model: Any, tag: str) -> Any:
    lists = [of for of in model.allowed_parent_page_models() if issubclass(of, ListPageMixin)]
    return index(lists[0], tag) if lists else home(tag)


def translate(page: Any, tag: str, *, strings: int | None = None, live: bool = True) -> Any:
    """As a translator does with wagtail-localize: each string becomes `tag: string`.

    `strings` is how many are translated; None is all of them.
    """
    creator = TranslationCreator(None, [locale(tag)])
    creator.create_translations(page)
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=locale(tag))
    segments = list(StringSegment.objects.filter(source=translation.source).order_by("order"))
    for segment in segments[:strings]:
        text = f"{tag}: {segment.string.data}" if segment.context.path != "slug" else f"{segment.string.data}-{tag}"
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale=locale(tag),
            defaults={"data": text, "translation_type": "manual", "has_error": False, "field_error": ""},
        )
    if live:
        publication.publish(translation)
    return translation.get_target_instance()


def alias(page: Any, tag: str) -> Any:
    return page.copy_for_translation(locale(tag), copy_parents=True, alias=True)


def stream(*blocks: tuple[str, Any]) -> list[dict[str, Any]]:
    """Raw stream data, as it is stored."""
    return [
        {"type": name, "value": value, "id": f"00000000-0000-4000-8000-{number:012d}"}
        for number, (name, value) in enumerate(blocks, 1)
    ]


def every_page() -> list[Page]:
    return list(Page.objects.filter(depth__gt=1))
