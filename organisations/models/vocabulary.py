"""Words by which content is sorted. Each word has one row, and a name in each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from cms.core.text.localised_text import LocalisedText, LocalisedTextField
from cms.core.text.web_addresses import WebAddressField


class VocabularyMixin(index.Indexed, models.Model):
    slug = models.SlugField(
        verbose_name=_("code"),
        unique=True,
        help_text=_("Partner sites filter by it: it does not change when a name does."),
    )
    names = LocalisedTextField(verbose_name=_("name"))

    panels = [FieldPanel("names"), FieldPanel("slug")]
    search_fields = [
        index.SearchField("search_text"),
        index.AutocompleteField("search_text"),
    ]

    class Meta:
        abstract = True
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(LocalisedText(self.names)) or self.slug

    def search_text(self) -> str:
        return " ".join([self.slug, *self.names.values()])


class Theme(VocabularyMixin):
    yso_uri = WebAddressField(
        verbose_name=_("YSO concept"),
        blank=True,
        help_text=_("The same concept in the General Finnish Ontology, like http://www.yso.fi/onto/yso/p8106."),
    )

    panels = [*VocabularyMixin.panels, FieldPanel("yso_uri")]

    class Meta(VocabularyMixin.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class TargetGroup(VocabularyMixin):
    class Meta(VocabularyMixin.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
