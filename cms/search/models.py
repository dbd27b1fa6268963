"""What is searched: the words of pages' public rows, and the words that there are."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page


class PageText(models.Model):
    """The text of one page's row, written with it (`cms.search.indexing`).

    `title_words` holds the words of the title, `words` those of everything; `text` is everything but the title, as it
    is quoted where it was found. `made_with` says by which rules and dictionary the words were made.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="page_text")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    title_words = SearchVectorField()
    words = SearchVectorField()
    text = models.TextField()
    made_with = models.CharField(max_length=50)

    class Meta:
        verbose_name = _("text that is searched")
        verbose_name_plural = _("texts that are searched")
        indexes = [
            GinIndex(fields=["title_words"], name="search_by_title", fastupdate=False),
            GinIndex(fields=["words"], name="search_by_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return str(self.page_id)


class Word(models.Model):
    """A word that stands, or has stood, in a text that was published. Whoever suggests it looks where it stands now."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        constraints = [models.UniqueConstraint(fields=["locale", "word"], name="search_word_once")]
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="search_word_by_trigrams")]

    def __str__(self) -> str:
        return self.word
