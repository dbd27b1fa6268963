"""A short text in several languages in one field: a name in a vocabulary, the label of a fact, an alternative text.

Prose has a page for each language and goes through the translators' desk. A label has one form with an input for each
language.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import orjson
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from cms.core.languages import content_languages, full_chain


class LocalisedText(dict[str, str]):
    """A mapping from language tag to text. Blank texts are absent.

    `seen` is what a form showed before somebody typed into it; None where the texts come from no form.
    """

    seen: Mapping[str, str] | None = None

    def best(self, locales: Sequence[str]) -> str:
        """Returns the text in the first language of `locales` that has one, else along the fallbacks, else ""."""
        return self.get(self.best_tag(locales), "")

    def best_tag(self, locales: Sequence[str]) -> str:
        """Returns the language of the text that is best for `locales`.

        When no text is in one of their languages or fallbacks, it is the language of the first text, and without any
        text the first of `locales`.
        """
        for tag in full_chain(locales):
            if self.get(tag):
                return tag
        return next(iter(self), locales[0])

    def __str__(self) -> str:
        return self.best([get_language() or "", *(item.tag for item in content_languages())])

    def __bool__(self) -> bool:
        return any(self.values())


@cache
def is_of_page(model: type[models.Model]) -> bool:
    """Whether the model's rows belong to a page and are written by its form."""
    return any(isinstance(field, ParentalKey) and issubclass(field.related_model, Page) for field in model._meta.fields)


def _tags() -> list[str]:
    return [item.tag for item in content_languages()]


class LocalisedTextWidget(forms.Widget):
    """An input with a label for each language in which the site publishes."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, multiline: bool = False) -> None:
        super().__init__(attrs)
        self.multiline = multiline

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        texts = value if isinstance(value, Mapping) else {}
        base = self.build_attrs(self.attrs, attrs)
        identifier = base.pop("id", f"id_{name}")
        rows = []
        for item in content_languages():
            tag = {
                **base,
                "id": f"{identifier}_{item.tag}",
                "name": f"{name}_{item.tag}",
                "lang": item.tag,
                "dir": item.direction,
            }
            text = texts.get(item.tag, "")
            control = (
                format_html('<textarea rows="2"{}>{}</textarea>', flatatt(tag), text)
                if self.multiline
                else format_html('<input type="text"{}>', flatatt({**tag, "value": text}))
            )
            was = format_html('<input type="hidden" name="{}_{}_seen" value="{}">', name, item.tag, text)
            rows.append((tag["id"], item.tag, item.native_name, control, was))
        return format_html(
            '<div class="w-field__input">{}</div>',
            format_html_join("", '<label for="{}" lang="{}">{}</label>{}{}', rows),
        )

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> LocalisedText:
        tags = _tags()
        texts = LocalisedText({tag: str(data.get(f"{name}_{tag}") or "").strip() for tag in tags})
        if any(f"{name}_{tag}_seen" in data for tag in tags):
            texts.seen = {tag: str(data.get(f"{name}_{tag}_seen") or "") for tag in tags}
        return texts

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_{item.tag}" in data for item in content_languages())

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_{content_languages()[0].tag}" if id_ else ""


class LocalisedTextFormField(forms.Field):
    widget = LocalisedTextWidget

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        self.max_length = max_length
        super().__init__(**kwargs)

    def clean(self, value: Any) -> LocalisedText:
        texts = LocalisedText({tag: text for tag, text in (value or {}).items() if text})
        texts.seen = getattr(value, "seen", None)
        if self.required and not texts:
            raise ValidationError(_("Give the text in at least one language."), code="required")
        for tag, text in texts.items():
            if self.max_length and len(text) > self.max_length:
                raise ValidationError(
                    _("%(tag)s: at most %(limit)d characters, this has %(count)d."),
                    params={"tag": tag, "limit": self.max_length, "count": len(text)},
                    code="max_length",
                )
            if "\x00" in text:
                raise ValidationError(_("Null characters are not allowed."), code="null_characters")
        return texts

    def has_changed(self, initial: Any, data: Any) -> bool:
        return any(((initial or {}).get(tag) or "") != ((data or {}).get(tag) or "") for tag in _tags())


class LocalisedTextField(models.JSONField):
    """A field that holds a JSON object of language tag to text.

    `text_length` is the most characters of each text; `multiline` gives it text areas.
    """

    def __init__(self, *args: Any, text_length: int = 255, multiline: bool = False, **kwargs: Any) -> None:
        self.text_length = text_length
        self.multiline = multiline
        kwargs.setdefault("default", LocalisedText)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "text_length": self.text_length, "multiline": self.multiline}

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> LocalisedText:
        # The rows of a list hold many of these values, and Django's own way makes a decoder for each.
        return LocalisedText((orjson.loads(value) if isinstance(value, str) else value) or {})

    def to_python(self, value: Any) -> LocalisedText:
        return value if isinstance(value, LocalisedText) else LocalisedText(value or {})

    def validate(self, value: Any, model_instance: Any) -> None:
        if not isinstance(value, Mapping) or not all(
            isinstance(tag, str) and isinstance(text, str) for tag, text in value.items()
        ):
            raise ValidationError(_("A text for each language is expected."), code="invalid")
        if not self.blank and not any(value.values()):
            raise ValidationError(_("Give the text in at least one language."), code="blank")

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        """Saves the texts from a form, which has the site's languages only.

        Texts in other languages stay, because their language may come back. So do those that nobody has touched in the
        form: a translator may have written them since it was opened. The rows of a page are written by its own form
        alone, which saves by itself again and again.
        """
        data, current, tags = data or LocalisedText(), getattr(instance, self.attname) or {}, _tags()
        seen = None if is_of_page(type(instance)) else getattr(data, "seen", None)
        untouched = [tag for tag in tags if seen is not None and seen.get(tag, "") == data.get(tag, "")]
        kept = {tag: text for tag, text in current.items() if tag not in tags or tag in untouched}
        typed = {tag: text for tag, text in data.items() if tag not in untouched}
        super().save_form_data(instance, LocalisedText({**kept, **typed}))

    def formfield(self, **kwargs: Any) -> Any:
        return LocalisedTextFormField(
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            max_length=self.text_length,
            widget=LocalisedTextWidget({"maxlength": self.text_length}, multiline=self.multiline),
        )
