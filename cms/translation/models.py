"""Whether a page's text is an original or a translation, of what, how complete it is, and whether it is out of date."""

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import String, Translation, TranslationContext, TranslationSource

from cms.core.text.localised_text import LocalisedText, LocalisedTextField


class TextStatus(models.TextChoices):
    """How complete a text is as it was published.

    What a reader gets also depends on the language that was asked for.
    """

    ORIGINAL = "ORIGINAL", _("Original")
    TRANSLATED = "TRANSLATED", _("Translated")
    MACHINE_TRANSLATED = "MACHINE_TRANSLATED", _("Machine translated")
    PARTIAL = "PARTIAL", _("Partly translated")
    UNTRANSLATED = "UNTRANSLATED", _("Not translated: the source text stands in it")


class TextState(models.Model):
    """The state of one page's text, written whenever the page's public row is.

    `prose_digest` is the digest of this page's own prose as published; `based_on_digest` is that of the source's prose
    from which a translation was made. A translation is stale when the source's digest has changed since.

    `foreign` says which words are still the source's: `cms.core.text.foreign` describes it.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="text_state")
    source_locale = models.ForeignKey(Locale, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=TextStatus.choices, default=TextStatus.ORIGINAL)
    is_stale = models.BooleanField(default=False)
    prose_digest = models.CharField(max_length=64, blank=True)
    based_on_digest = models.CharField(max_length=64, blank=True)
    source_updated_at = models.DateTimeField(null=True)
    translated_at = models.DateTimeField(null=True)
    foreign = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("text state")
        verbose_name_plural = _("text states")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.get_status_display()}"


class PublishedTexts(models.Model):
    """What readers of a translation see, text by text, and what it was translated from.

    `texts` is a list of `cms.translation.texts.published.Pair`: place, the original's words of then, the translation or
    null where the original's words stand, and whether a machine made it. `TextState` follows from it.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    texts = models.JSONField(default=list)

    class Meta:
        verbose_name = _("published texts")
        verbose_name_plural = _("published texts")

    def __str__(self) -> str:
        return str(self.page_id)


class ReplacedText(models.Model):
    """A text that an original no longer has, and the text that replaced it, for somebody who was just translating it.

    `segment` and `became` are keys of wagtail-localize's `StringSegment`. The segment with the first key no longer
    exists; `became` is None when nothing replaced it.
    """

    segment = models.BigIntegerField(unique=True)
    source = models.ForeignKey(TranslationSource, on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    became = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("replaced text")
        verbose_name_plural = _("replaced texts")

    def __str__(self) -> str:
        return f"{self.segment} → {self.became}"


class Origin(models.TextChoices):
    """How a translation of a text came about."""

    PERSON = "person", _("Person")
    MACHINE = "machine", _("Machine")
    IMPORT = "import", _("File")


class TextVersion(models.Model):
    """What was once saved as the translation of a text: the text's history, and the memory of all who translate.

    It is never changed. `object_id` is the translation key of the page, `place` the text's path in it; `source` and
    `words` may hold inline markup. What came from another memory has no page: its `object_id` is zero, and its `place`
    the original's language.
    """

    object_id = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    place = models.TextField()
    source = models.TextField()
    words = models.TextField()
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.PERSON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of a text")
        verbose_name_plural = _("versions of texts")
        indexes: ClassVar = [
            models.Index(fields=["object_id", "locale", "-at"], name="translation_version_of"),
            GinIndex(fields=["source"], opclasses=["gin_trgm_ops"], name="translation_version_like"),
            GinIndex(fields=["words"], opclasses=["gin_trgm_ops"], name="translation_version_with"),
        ]

    def __str__(self) -> str:
        return self.words


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


class MachineBudget(models.Model):
    """How many characters of a month were sent to be translated into a language by machine."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    used = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("budget of machine translation")
        verbose_name_plural = _("budgets of machine translation")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["locale", "month"], name="translation_budget_of_month")
        ]

    def __str__(self) -> str:
        return f"{self.locale} {self.month}: {self.used}"


class MachineState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("At work")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")
    FAILED = "failed", _("Failed")


class MachineJob(models.Model):
    """The drafting of one page's new texts by machine: how far it is, and why it ended."""

    translation = models.OneToOneField(Translation, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=MachineState.choices, default=MachineState.DONE)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = _("machine translation of a page")
        verbose_name_plural = _("machine translations of pages")

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.done}/{self.total}"
