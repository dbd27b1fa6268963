"""The models of the meetings of working groups."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager

from cms.core.blocks import AgendaBlock, BodyBlock, StatementsBlock
from cms.core.text.web_addresses import WebAddressField
from cms.translation.orders import BY_PUBLICATION, BY_TITLE, Order, Orders, list_indexes
from cms.translation.pages import ListPageMixin, TextPageMixin
from organisations.models.links import DocumentLinkMixin, OrganisationLinkMixin
from organisations.models.places import PlaceMixin
from organisations.models.times import OccasionQuerySet, end_errors, over_at


class MeetingIndexPage(ListPageMixin, Page):
    subpage_types = ["organisations.MeetingPage"]

    class Meta:
        verbose_name = _("list of meetings")
        verbose_name_plural = _("lists of meetings")


MEETING_ORDERS: Orders = {
    "STARTS_AT_DESC": Order("starts_at", "latest_start", descending=True),
    "STARTS_AT_ASC": Order("starts_at", "start"),
    "TITLE_ASC": BY_TITLE,
    **BY_PUBLICATION,
}


class MeetingPage(TextPageMixin, PlaceMixin, Page):
    """A meeting of a working group. Its times are moments, shown and entered in Helsinki's time, as an event's are."""

    content_kind = "meeting"
    orders = MEETING_ORDERS
    turns = ("over_at",)
    facts = (
        *TextPageMixin.facts,
        "working_group",
        "starts_at",
        "ends_at",
        "over_at",
        *PlaceMixin.place_facts,
        "online_url",
        "themes",
        "hosts",
        "documents",
        "next_meetings",
    )

    summary = models.TextField(
        verbose_name=_("summary"), max_length=500, help_text=_("One or two sentences: lists show it.")
    )
    place_name = models.CharField(
        verbose_name=_("name of the place"),
        max_length=255,
        blank=True,
        help_text=_("Such as “Cultural Centre, hall 2”."),
    )
    agenda = StreamField(AgendaBlock(), verbose_name=_("agenda"), blank=True)
    decisions = StreamField(
        StatementsBlock(), verbose_name=_("decisions"), blank=True, help_text=_("One sentence each.")
    )
    minutes = StreamField(BodyBlock(), verbose_name=_("minutes"), blank=True)

    # Only a draft has none, and what is left when its group is deleted.
    working_group = models.ForeignKey(
        "organisations.WorkingGroupPage",
        verbose_name=_("working group"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Only a draft has none.
    starts_at = models.DateTimeField(verbose_name=_("starts"), null=True)
    ends_at = models.DateTimeField(verbose_name=_("ends"), null=True, blank=True)
    over_at = models.DateTimeField(verbose_name=_("over"), null=True, editable=False, db_index=True)
    online_url = WebAddressField(
        verbose_name=_("address online"),
        max_length=500,
        blank=True,
        help_text=_("Where to take part over the internet."),
    )
    themes = ParentalManyToManyField("organisations.Theme", verbose_name=_("themes"), blank=True, related_name="+")

    objects: ClassVar[Any] = PageManager.from_queryset(OccasionQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("place_name"),
        FieldPanel("agenda"),
        FieldPanel("decisions"),
        FieldPanel("minutes"),
    ]
    fact_panels = [
        FieldPanel("working_group"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])], heading=_("When")),
        MultipleChooserPanel("hosts", chooser_field_name="organisation", label=_("Hosts")),
        MultipleChooserPanel("documents", chooser_field_name="document", label=_("Documents")),
        MultipleChooserPanel("next_meetings", chooser_field_name="meeting", label=_("Next meetings")),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
    ]
    place_panels = [MultiFieldPanel([*PlaceMixin.panels, FieldPanel("online_url")], heading=_("Place"))]
    promote_panels = TextPageMixin.promote_panels
    parent_page_types = ["organisations.MeetingIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = list_indexes("meeting", MEETING_ORDERS)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.over_at = over_at(self.starts_at, self.ends_at)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.clean_place()
        if errors := end_errors(self.starts_at, self.ends_at):
            raise ValidationError(errors)


class MeetingHost(OrganisationLinkMixin):
    page = ParentalKey(MeetingPage, on_delete=models.CASCADE, related_name="hosts")


class MeetingDocument(DocumentLinkMixin):
    page = ParentalKey(MeetingPage, on_delete=models.CASCADE, related_name="documents")


class NextMeeting(Orderable):
    page = ParentalKey(MeetingPage, on_delete=models.CASCADE, related_name="next_meetings")
    meeting = models.ForeignKey(MeetingPage, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("meeting")]
