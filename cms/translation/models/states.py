"""Whether a page's text is an original or a translation, of what, how complete it is, and whether it is out of date."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import String, TranslationContext, TranslationSource


class TextStatus(models.TextChoices):
    """How complete a text is as it was published.

    What a reader gets also depends on the language that was asked for.
    """

    ORIGINAL = "ORIGINAL", _("Original")
    TRANSLATED = "TRANSLATED", _("Translated")
    MACHINE_TRANSLATED = "MACHINE_TRANSLATED", _("Machine translated")
    PARTIAL = "PARTIAL", _("Partly translated")
    UNTRANSLATED = "UNTRANSLATED", _("Not translated: the source text stands in it")


class Severity(models.TextChoices):
    """How much a change of an original matters to its translations, as the editor says who publishes it."""

    MINOR = "minor", _("Minor: translations stay as they are")
    NORMAL = "normal", _("Normal: translations are marked as behind")
    MATERIAL = "material", _("Material: what translations say is no longer right")


class TextState(models.Model):
    """The state of one page's text, written whenever the page's public row is.

    `prose_digest` is the digest of this page's own prose as published; `based_on_digest` is that of the source's prose
    from which a translation was made. A translation is stale when the source's digest has changed since.

    `foreign` says which words are still the source's: `cms.core.text.foreign` describes it.

    `words` is how many an original has, as it was published or given to translators last; None of what is not counted.
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
    words = models.PositiveIntegerField(null=True)

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
