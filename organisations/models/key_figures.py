"""Key figures: numbers with their date and source, with the values that they had before."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from cms.core.text.localised_text import LocalisedText, LocalisedTextField
from cms.core.text.web_addresses import WebAddressField
from cms.translation.orders import Order, Orders


class DatedValue(models.Model):
    """A value, the day it is of and where it comes from."""

    value = models.CharField(
        verbose_name=_("value"), max_length=40, help_text=_("As it is to be read, like 59 610 or 20,1.")
    )
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

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if not (self.source or self.source_organisation_id or self.source_url):
            raise ValidationError({"source": _("A number without a source cannot be trusted: name one.")})


_SOURCE = [FieldPanel("source_organisation"), FieldRowPanel([FieldPanel("source"), FieldPanel("source_url")])]


class KeyFigureForm(WagtailAdminModelForm):
    """Sees to it that the value shown is the newest, also when somebody else has replaced it meanwhile."""

    # What was shown when the form was opened.
    opened_with = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["opened_with"] = self.instance.shown if self.instance.pk else ""

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        if error := self._error():
            self.add_error("as_of", error)
        return not error

    def _error(self) -> Any:
        # Locked until all is saved: two who save at once come one after the other.
        stored = KeyFigure.objects.select_for_update().filter(pk=self.instance.pk).first()
        if stored and stored.shown != self.cleaned_data["opened_with"]:
            return _("Somebody has given this figure another value meanwhile. Open it again before you change it.")
        kept = [form.cleaned_data for form in self.formsets["earlier"].forms if not form.cleaned_data.get("DELETE")]
        days = [row["as_of"] for row in kept if row.get("as_of")]
        shown = self.cleaned_data["as_of"]
        if days and shown is None:
            return _("It has earlier values: say of which day this one is.")
        if days and max(days) >= shown:
            return _("An earlier value is of this day or of a later one. The newest value belongs here.")
        return None


class KeyFigure(index.Indexed, ClusterableModel, DatedValue):
    """A number with its date and source, which is kept once and shown wherever it is used.

    Its own value is the newest. When that gets one of a later day, the one before is kept among the earlier values.
    """

    unit = LocalisedTextField(verbose_name=_("unit"), blank=True, text_length=60)
    label = LocalisedTextField(verbose_name=_("label"), help_text=_("What the number counts."))
    note = LocalisedTextField(verbose_name=_("note"), blank=True, text_length=500, multiline=True)

    orders: Orders = {
        "AS_OF_DESC": Order("as_of", "date", descending=True, absent=date.min),
        "AS_OF_ASC": Order("as_of", "oldest_date", absent=date.max),
    }
    base_form_class = KeyFigureForm
    panels = [
        FieldPanel("value"),
        FieldPanel("unit"),
        FieldPanel("label"),
        FieldPanel("note"),
        MultiFieldPanel([FieldPanel("as_of"), *_SOURCE], heading=_("Source")),
        InlinePanel(
            "earlier",
            label=_("Earlier value"),
            heading=_("Earlier values"),
            help_text=_("When you give the figure a value of a later day, the one before is kept here."),
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

    @property
    def shown(self) -> str:
        """The value with its day, as one text."""
        return f"{self.value} {self.as_of or ''}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            before = KeyFigure.objects.select_for_update().filter(pk=self.pk).first() if self.pk else None
            if before and before.as_of and self.as_of and self.as_of > before.as_of:
                self._keep(before)
            super().save(*args, **kwargs)

    def _keep(self, before: "KeyFigure") -> None:
        """Adds a value to the earlier ones, unless the editor has entered one of that day."""
        if before.as_of not in {row.as_of for row in self.earlier.all()}:
            names = [field.attname for field in DatedValue._meta.local_fields]
            self.earlier.add(KeyFigureValue(**{name: getattr(before, name) for name in names}))


class KeyFigureValue(DatedValue):
    """A value that a figure had before."""

    figure = ParentalKey(KeyFigure, on_delete=models.CASCADE, related_name="earlier")
    as_of = models.DateField(verbose_name=_("as of"))

    panels = [FieldRowPanel([FieldPanel("value"), FieldPanel("as_of")]), *_SOURCE]

    class Meta:
        verbose_name = _("earlier value")
        verbose_name_plural = _("earlier values")
        ordering = ["-as_of", "id"]

    def __str__(self) -> str:
        return f"{self.value} ({self.as_of})"
