"""What notions are called in each language."""

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.text.localised_text import LocalisedText, LocalisedTextField


class Term(models.Model):
    """What a notion is called in each language. Of `admitted` and `avoided`, each line is a word.

    `key` is what files know it by.
    """

    # Each word is written by who decides on it in all languages, not at the translators' desk.
    is_written_whole = True

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    names = LocalisedTextField(
        verbose_name=_("term"), help_text=_("What we call it, as it would stand in a dictionary.")
    )
    admitted = LocalisedTextField(
        verbose_name=_("may also be called"),
        blank=True,
        text_length=500,
        multiline=True,
        help_text=_("Other words for it that are as good, each on a line of its own."),
    )
    avoided = LocalisedTextField(
        verbose_name=_("not to be called"),
        blank=True,
        text_length=500,
        multiline=True,
        help_text=_("Words for it that translators are warned of, each on a line of its own."),
    )
    is_name = models.BooleanField(
        _("a name that stays as it is"),
        default=False,
        help_text=_("It is not translated: it stands in every language as it is written here."),
    )
    note = models.TextField(
        _("note"), blank=True, max_length=1000, help_text=_("What it means, or when to use which word.")
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(LocalisedText(self.names)) or str(self.key)

    def clean(self) -> None:
        """Browsers and files end lines differently, and are to say the same."""
        self.note = "\n".join(line.strip() for line in self.note.strip().splitlines())
        for texts in (self.admitted, self.avoided):
            texts.update({tag: "\n".join(lines(text)) for tag, text in texts.items()})
        for tag, text in self.avoided.items():
            both = {word.lower() for word in lines(text)} & {word.lower() for word in self.allowed(tag)}
            if both:
                raise ValidationError(
                    {"avoided": _("“%(word)s” is among the words to use as well.") % {"word": min(both)}}
                )

    def allowed(self, tag: str) -> list[str]:
        """The words to use in a language, the best first."""
        return [*filter(None, [self.names.get(tag, "")]), *words_in(self.admitted, tag)]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def words_in(texts: Mapping[str, str], tag: str) -> list[str]:
    """The words that a field of a term holds in a language."""
    return lines(texts.get(tag, ""))
