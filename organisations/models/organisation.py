"""The models of the directory of organisations."""

from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.core.blocks import BodyBlock
from cms.core.validators import (
    format_association_number,
    format_business_id,
    validate_association_number,
    validate_business_id,
)
from cms.media.models import spoken_languages
from cms.translation.orders import BY_PUBLICATION, BY_TITLE, Order, Orders, list_indexes
from cms.translation.pages import ListPageMixin, TextPageMixin
from organisations.models.links import AreaLinkMixin, ContactLinkMixin
from organisations.models.places import AddressMixin, ChannelMixin


class OrganisationKind(models.TextChoices):
    ASSOCIATION = "ASSOCIATION", _("Association")
    FOUNDATION = "FOUNDATION", _("Foundation")
    UMBRELLA = "UMBRELLA", _("Umbrella organisation")
    MUNICIPALITY = "MUNICIPALITY", _("Municipality")
    WELLBEING_COUNTY = "WELLBEING_COUNTY", _("Wellbeing services county")
    MINISTRY = "MINISTRY", _("Ministry")
    AGENCY = "AGENCY", _("Agency")
    SCHOOL = "SCHOOL", _("School or study centre")
    COMPANY = "COMPANY", _("Company")
    OTHER = "OTHER", _("Other")


class ServedLanguagesField(ArrayField):  # type: ignore[type-arg]
    """A list of language tags, which the form shows as boxes to tick."""

    def formfield(self, **kwargs: Any) -> Any:
        return forms.MultipleChoiceField(
            choices=spoken_languages,
            required=False,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


class OrganisationIndexPage(ListPageMixin, Page):
    subpage_types = ["organisations.OrganisationPage"]

    class Meta:
        verbose_name = _("directory of organisations")
        verbose_name_plural = _("directories of organisations")


ORGANISATION_ORDERS: Orders = {
    "NAME_ASC": BY_TITLE,
    "LAST_CONFIRMED_DESC": Order("last_confirmed_on", "confirmation", descending=True, absent=date.min),
    **BY_PUBLICATION,
}


class OrganisationPage(TextPageMixin, Page):
    """An organisation in the directory. Its title is its name."""

    content_kind = "organisation"
    orders = ORGANISATION_ORDERS
    facts = (
        *TextPageMixin.facts,
        "kind",
        "business_id",
        "association_number",
        "founded_year",
        "home_municipality",
        "logo",
        "serves_in",
        "last_confirmed_on",
        "themes",
        "target_groups",
        "areas",
        "addresses",
        "channels",
        "contacts",
    )

    # A copy of the page is another organisation.
    exclude_fields_in_copy = ["business_id"]

    short_name = models.CharField(verbose_name=_("short name"), max_length=60, blank=True)
    summary = models.TextField(
        verbose_name=_("summary"), max_length=500, help_text=_("One or two sentences: lists show it.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("description"), blank=True)

    kind = models.CharField(
        verbose_name=_("kind"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.ASSOCIATION
    )
    business_id = models.CharField(
        verbose_name=_("business ID"),
        max_length=9,
        blank=True,
        db_index=True,
        validators=[validate_business_id],
        help_text=_("Y-tunnus, like 1234567-1."),
    )
    association_number = models.CharField(
        verbose_name=_("association register number"),
        max_length=10,
        blank=True,
        validators=[validate_association_number],
        help_text=_("In the register of associations, like 123.456."),
    )
    founded_year = models.PositiveSmallIntegerField(
        verbose_name=_("founded in"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1100), MaxValueValidator(2100)],
    )
    home_municipality = models.ForeignKey(
        "organisations.Area",
        verbose_name=_("home municipality"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": "MUNICIPALITY"},
    )
    logo = models.ForeignKey(
        "media.Image", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    serves_in = ServedLanguagesField(
        models.CharField(max_length=20),
        verbose_name=_("serves in"),
        default=list,
        blank=True,
        help_text=_("Languages in which people are served."),
    )
    last_confirmed_on = models.DateField(
        verbose_name=_("last confirmed on"),
        null=True,
        blank=True,
        help_text=_("The day on which the organisation last confirmed that this is right."),
    )
    themes = ParentalManyToManyField("organisations.Theme", verbose_name=_("themes"), blank=True, related_name="+")
    target_groups = ParentalManyToManyField(
        "organisations.TargetGroup", verbose_name=_("target groups"), blank=True, related_name="+"
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("short_name"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    fact_panels = [
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("business_id"), FieldPanel("association_number")]),
                FieldRowPanel([FieldPanel("founded_year"), FieldPanel("last_confirmed_on")]),
                FieldPanel("logo"),
            ],
            heading=_("Identity"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                FieldPanel("target_groups", widget=forms.CheckboxSelectMultiple),
                FieldPanel("serves_in"),
            ],
            heading=_("What and for whom"),
        ),
    ]
    place_panels = [
        FieldPanel("home_municipality"),
        MultipleChooserPanel("areas", chooser_field_name="area", label=_("Area of operation")),
        InlinePanel("addresses", label=_("Address"), heading=_("Addresses")),
        InlinePanel("channels", label=_("Channel"), heading=_("Channels")),
        MultipleChooserPanel("contacts", chooser_field_name="contact", label=_("Contacts")),
    ]
    promote_panels = TextPageMixin.promote_panels
    parent_page_types = ["organisations.OrganisationIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = list_indexes("organisation", ORGANISATION_ORDERS)

    def clean(self) -> None:
        super().clean()
        with suppress(ValidationError):  # The field itself has reported the error already.
            if self.business_id:
                validate_business_id(self.business_id)
                self.business_id = format_business_id(self.business_id)
        with suppress(ValidationError):
            if self.association_number:
                validate_association_number(self.association_number)
                self.association_number = format_association_number(self.association_number)
        if self.business_id and not self.alias_of_id and (twin := self._twin()):
            raise ValidationError({"business_id": _("%(name)s already has this business ID.") % {"name": twin.title}})

    def _twin(self) -> "OrganisationPage | None":
        """Returns another published organisation with the same business ID; None if there is none.

        A draft stops nobody, because it cannot be published itself. Aliases are the same organisation at another
        address.
        """
        return (
            OrganisationPage.objects.filter(business_id=self.business_id, live=True, alias_of__isnull=True)
            .exclude(translation_key=self.translation_key)
            .first()
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not self.business_id:
            # Wagtail copies for a translation as it copies for a new page, and the ID is left out of copies.
            group = OrganisationPage.objects.filter(translation_key=self.translation_key).exclude(business_id="")
            self.business_id = group.values_list("business_id", flat=True).first() or ""
        super().save(*args, **kwargs)


class OrganisationArea(AreaLinkMixin):
    page = ParentalKey(OrganisationPage, on_delete=models.CASCADE, related_name="areas")


class OrganisationAddress(AddressMixin):
    page = ParentalKey(OrganisationPage, on_delete=models.CASCADE, related_name="addresses")


class OrganisationChannel(ChannelMixin):
    page = ParentalKey(OrganisationPage, on_delete=models.CASCADE, related_name="channels")


class OrganisationContact(ContactLinkMixin):
    page = ParentalKey(OrganisationPage, on_delete=models.CASCADE, related_name="contacts")
