"""The models of working groups, of networks, projects and organisations."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.core.blocks import BodyBlock
from cms.translation.orders import BY_PUBLICATION, BY_TITLE, Orders, list_indexes
from cms.translation.pages import ListPageMixin, TextPageMixin
from organisations.models.cooperation.belonging import BelongingMixin
from organisations.models.links import AreaLinkMixin, ContactLinkMixin, OrganisationLinkMixin
from organisations.models.places import ChannelMixin


class WorkingGroupKind(models.TextChoices):
    REGIONAL = "REGIONAL", _("Regional group")
    THEMATIC = "THEMATIC", _("Theme group")


class WorkingGroupIndexPage(ListPageMixin, Page):
    subpage_types = ["organisations.WorkingGroupPage"]

    class Meta:
        verbose_name = _("list of working groups")
        verbose_name_plural = _("lists of working groups")


WORKING_GROUP_ORDERS: Orders = {"TITLE_ASC": BY_TITLE, **BY_PUBLICATION}


class WorkingGroupPage(BelongingMixin, TextPageMixin, Page):
    content_kind = "working-group"
    orders = WORKING_GROUP_ORDERS
    belongs_to: ClassVar[tuple[str, ...]] = ("network", "project", "organisation")
    facts = (
        *TextPageMixin.facts,
        "kind",
        *belongs_to,
        "chair",
        "themes",
        "members",
        "areas",
        "channels",
        "contacts",
    )

    summary = models.TextField(
        verbose_name=_("purpose"), max_length=500, help_text=_("One or two sentences: lists show it.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("sections"), blank=True)

    kind = models.CharField(
        verbose_name=_("kind"), max_length=20, choices=WorkingGroupKind.choices, default=WorkingGroupKind.THEMATIC
    )
    network = models.ForeignKey(
        "organisations.NetworkPage",
        verbose_name=_("network"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    project = models.ForeignKey(
        "organisations.ProjectPage",
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    organisation = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    chair = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("chair"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    themes = ParentalManyToManyField("organisations.Theme", verbose_name=_("themes"), blank=True, related_name="+")

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    fact_panels = [
        FieldPanel("kind"),
        MultiFieldPanel([FieldPanel(name) for name in belongs_to], heading=_("What it belongs to")),
        FieldPanel("chair"),
        MultipleChooserPanel("members", chooser_field_name="organisation", label=_("Members")),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
    ]
    place_panels = [
        MultipleChooserPanel("areas", chooser_field_name="area", label=_("Areas")),
        InlinePanel("channels", label=_("Channel"), heading=_("Channels")),
        MultipleChooserPanel("contacts", chooser_field_name="contact", label=_("Contacts")),
    ]
    promote_panels = TextPageMixin.promote_panels
    parent_page_types = ["organisations.WorkingGroupIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        indexes = list_indexes("working_group", WORKING_GROUP_ORDERS)

    def clean(self) -> None:
        super().clean()
        if errors := self.belonging_errors():
            raise ValidationError(errors)


class WorkingGroupMember(OrganisationLinkMixin):
    page = ParentalKey(WorkingGroupPage, on_delete=models.CASCADE, related_name="members")


class WorkingGroupArea(AreaLinkMixin):
    page = ParentalKey(WorkingGroupPage, on_delete=models.CASCADE, related_name="areas")


class WorkingGroupChannel(ChannelMixin):
    page = ParentalKey(WorkingGroupPage, on_delete=models.CASCADE, related_name="channels")


class WorkingGroupContact(ContactLinkMixin):
    page = ParentalKey(WorkingGroupPage, on_delete=models.CASCADE, related_name="contacts")
