from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from cms.core.text.localised_text import LocalisedText, LocalisedTextField
from cms.core.text.web_addresses import WebAddressField


class KeyFigure(index.Indexed, models.Model):
    """A number with its date and source, which is kept once and shown wherever it is used."""

    value = models.CharField(
        verbose_name=_("value"), max_length=40, help_text=_("As it is to be read, like 59 610 or 20,1.")
    )
    unit = LocalisedTextField(verbose_name=_("unit"), blank=True, text_length=60)
    label = LocalisedTextField(verbose_name=_("label"), help_text=_("What the number counts."))
    note = LocalisedTextField(verbose_name=_("note"), blank=True, text_length=500, multiline=True)
    as_of = models.DateField(verbose_name=_("as of"), null=True, blank=True)
    source = models.CharField(verbose_name=_("source"), max_length=255, blank=True)
    source_organisation = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("source organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source_url = WebAddressField(verbose_name=_("link to the source"), max_length=500, blank=True)

    panels = [
        FieldPanel("value"),
        FieldPanel("unit"),
        FieldPanel("label"),
        FieldPanel("note"),
        MultiFieldPanel(
            [
                FieldPanel("as_of"),
                FieldPanel("source_organisation"),
                FieldRowPanel([FieldPanel("source"), FieldPanel("source_url")]),
            ],
            heading=_("Source"),
        ),
    ]
    search_fields = [index.SearchField("search_text"), index.AutocompleteField("search_text")]

    class Meta:
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")
        ordering = ["-as_of", "id"]

    def __str__(self) -> str:
        return f"{self.value} {LocalisedText(self.label)}"

    def search_text(self) -> str:
        return " ".join([self.value, self.source, *self.label.values()])

    def clean(self) -> None:
        super().clean()
        if not (self.source or self.source_organisation_id or self.source_url):
            raise ValidationError({"source": _("A number without a source cannot be trusted: name one.")})
