"""The models of networks: who coordinates them, who belongs to them from when to when, and what they are part of."""

from typing import Any, ClassVar, Self

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.core.blocks import BodyBlock
from cms.core.text.localised_text import LocalisedTextField
from cms.core.validators import period_error
from cms.translation.orders import BY_PUBLICATION, BY_TITLE, Orders, list_indexes
from cms.translation.pages import ListPageMixin, TextPageMixin
from organisations.models.links import AreaLinkMixin, ContactLinkMixin, OrganisationLinkMixin
from organisations.models.places import ChannelMixin
from organisations.models.times import holds_today, rows_of_today


class NetworkIndexPage(ListPageMixin, Page):
    subpage_types = ["organisations.NetworkPage"]

    class Meta:
        verbose_name = _("list of networks")
        verbose_name_plural = _("lists of networks")


NETWORK_ORDERS: Orders = {"TITLE_ASC": BY_TITLE, **BY_PUBLICATION}


class NetworkPage(TextPageMixin, Page):
    content_kind = "network"
    orders = NETWORK_ORDERS
    facts = (
        *TextPageMixin.facts,
        "coordinator",
        "founded_year",
        "parent_network",
        "parent_organisation",
        "themes",
        "members",
        "chairs",
        "areas",
        "channels",
        "contacts",
    )

    summary = models.TextField(
        verbose_name=_("purpose"), max_length=500, help_text=_("One or two sentences: lists show it.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("sections"), blank=True)

    coordinator = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("coordinator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    founded_year = models.PositiveSmallIntegerField(
        verbose_name=_("founded in"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
    )
    parent_network = models.ForeignKey(
        "self",
        verbose_name=_("part of the network"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    parent_organisation = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("works under"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Such as an advisory board, when the directory has it."),
    )
    themes = ParentalManyToManyField("organisations.Theme", verbose_name=_("themes"), blank=True, related_name="+")

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    fact_panels = [
        MultiFieldPanel(
            [
                FieldPanel("coordinator"),
                FieldPanel("founded_year"),
                FieldPanel("parent_network"),
                FieldPanel("parent_organisation"),
            ],
            heading=_("Identity"),
        ),
        InlinePanel(
            "members",
            label=_("Member"),
            heading=_("Members"),
            help_text=_("Who has left stays in the list, with the last day: readers see former members on request."),
        ),
        InlinePanel("chairs", label=_("Chair"), heading=_("Chairs by year")),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
    ]
    place_panels = [
        MultipleChooserPanel("areas", chooser_field_name="area", label=_("Areas")),
        InlinePanel("channels", label=_("Channel"), heading=_("Channels")),
        MultipleChooserPanel("contacts", chooser_field_name="contact", label=_("Contacts")),
    ]
    promote_panels = TextPageMixin.promote_panels
    parent_page_types = ["organisations.NetworkIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        indexes = list_indexes("network", NETWORK_ORDERS)

    def clean(self) -> None:
        super().clean()
        if self._is_part_of_itself():
            raise ValidationError({"parent_network": _("A network is not part of itself, nor of one of its parts.")})

    def _is_part_of_itself(self) -> bool:
        above, passed = self.parent_network, set()
        while above is not None and above.translation_key not in passed:
            if above.translation_key == self.translation_key:
                return True
            passed.add(above.translation_key)
            above = above.parent_network
        return False


class NetworkMemberQuerySet(models.QuerySet["NetworkMember"]):
    def current(self) -> Self:
        return self.filter(rows_of_today("since", "until"))


class NetworkMember(OrganisationLinkMixin):
    page = ParentalKey(NetworkPage, on_delete=models.CASCADE, related_name="members")
    role = LocalisedTextField(verbose_name=_("role"), blank=True)
    since = models.DateField(verbose_name=_("since"), null=True, blank=True)
    until = models.DateField(verbose_name=_("until"), null=True, blank=True)

    objects: ClassVar[Any] = NetworkMemberQuerySet.as_manager()

    panels = [
        *OrganisationLinkMixin.panels,
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
    ]

    def clean(self) -> None:
        super().clean()
        if error := period_error(self.since, self.until):
            raise ValidationError({"until": error})

    @property
    def is_current(self) -> bool:
        return holds_today(self.since, self.until)

    @property
    def is_former(self) -> bool:
        return self.until is not None and self.until < timezone.localdate()


class NetworkChair(OrganisationLinkMixin):
    page = ParentalKey(NetworkPage, on_delete=models.CASCADE, related_name="chairs")
    # Only a draft lacks it.
    year = models.PositiveSmallIntegerField(
        verbose_name=_("year"), null=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )

    panels = [FieldRowPanel([FieldPanel("year"), FieldPanel("organisation")])]


class NetworkArea(AreaLinkMixin):
    page = ParentalKey(NetworkPage, on_delete=models.CASCADE, related_name="areas")


class NetworkChannel(ChannelMixin):
    page = ParentalKey(NetworkPage, on_delete=models.CASCADE, related_name="channels")


class NetworkContact(ContactLinkMixin):
    page = ParentalKey(NetworkPage, on_delete=models.CASCADE, related_name="contacts")
