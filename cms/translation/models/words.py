"""How much there is to translate."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import String


class StringWords(models.Model):
    """How many words a text of wagtail-localize's holds, which never changes: another text is another row.

    It is kept because no SQL statement counts words as `cms.translation.texts.values.count_of` does.
    """

    string = models.OneToOneField(String, on_delete=models.CASCADE, primary_key=True, related_name="counted")
    words = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("words of a text")
        verbose_name_plural = _("words of texts")

    def __str__(self) -> str:
        return f"{self.string_id}: {self.words}"
