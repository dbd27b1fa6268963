"""The models of events and of their list."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from cms.core.blocks import BodyBlock
from cms.core.text.web_addresses import WebAddressField
from cms.translation.orders import BY_PUBLICATION, BY_TITLE, Order, Orders, list_indexes
from cms.translation.pages import ListPageMixin, TextPageMixin
from organisations.models.links import AreaLinkMixin, ContactLinkMixin, OrganisationLinkMixin, ProjectLinkMixin
from organisations.models.places import PlaceMixin
from organisations.models.times import OccasionQuerySet, end_errors, midnight, over_at


class EventStatus(models.TextChoices):
    SCHEDULED = "SCHEDULED", _("Scheduled")
    POSTPONED = "POSTPONED", _("Postponed")
    CANCELLED = "CANCELLED", _("Cancelled")


class EventIndexPage(ListPageMixin, Page):
    subpage_types = ["news.EventPage"]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")


EVENT_ORDERS: Orders = {
    "STARTS_AT_ASC": Order("starts_at", "start"),
    "STARTS_AT_DESC": Order("starts_at", "latest_start", descending=True),
    "TITLE_ASC": BY_TITLE,
    **BY_PUBLICATION,
}


class EventPage(TextPageMixin, PlaceMixin, Page):
    """An event. Its times are moments, shown and entered in Helsinki's time.

    Of one that takes all day only the days count: it starts when its first day does, and `ends_at` is midnight of its
    last day. `over_at` follows from the others.
    """

    content_kind = "event"
    orders = EVENT_ORDERS
    turns = ("over_at",)
    facts = (
        *TextPageMixin.facts,
        "starts_at",
        "ends_at",
        "is_all_day",
        "over_at",
        "status",
        "previous_starts_at",
        *PlaceMixin.place_facts,
        "online_url",
        "registration_url",
        "registration_ends_at",
        "hero_image",
        "themes",
        "areas",
        "organisers",
        "projects",
        "contacts",
    )

    summary = models.TextField(
        verbose_name=_("summary"), max_length=1000, help_text=_("One or two sentences: lists and newsletters show it.")
    )
    place_name = models.CharField(
        verbose_name=_("name of the place"),
        max_length=255,
        blank=True,
        help_text=_("Such as “Cultural Centre, hall 2”."),
    )
    price = models.CharField(
        verbose_name=_("price"), max_length=255, blank=True, help_text=_("In words, such as “Free of charge”.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    # Only a draft has none.
    starts_at = models.DateTimeField(verbose_name=_("starts"), null=True)
    ends_at = models.DateTimeField(verbose_name=_("ends"), null=True, blank=True)
    is_all_day = models.BooleanField(
        verbose_name=_("all day"), default=False, help_text=_("Only the days count: readers are shown no times.")
    )
    over_at = models.DateTimeField(verbose_name=_("over"), null=True, editable=False, db_index=True)
    status = models.CharField(
        verbose_name=_("status"), max_length=20, choices=EventStatus.choices, default=EventStatus.SCHEDULED
    )
    previous_starts_at = models.DateTimeField(
        verbose_name=_("was to start"),
        null=True,
        blank=True,
        help_text=_("Of a postponed event. Left empty, it is the start that readers were shown before."),
    )
    online_url = WebAddressField(
        verbose_name=_("address online"),
        max_length=500,
        blank=True,
        help_text=_("Where to take part over the internet."),
    )
    registration_url = WebAddressField(verbose_name=_("registration"), max_length=500, blank=True)
    registration_ends_at = models.DateTimeField(verbose_name=_("registration ends"), null=True, blank=True)
    hero_image = models.ForeignKey(
        "media.Image", verbose_name=_("main image"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    themes = ParentalManyToManyField("organisations.Theme", verbose_name=_("themes"), blank=True, related_name="+")

    objects: ClassVar[Any] = PageManager.from_queryset(OccasionQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("place_name"),
        FieldPanel("price"),
        FieldPanel("hero_image"),
        FieldPanel("body"),
    ]
    fact_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("is_all_day"),
                FieldRowPanel([FieldPanel("status"), FieldPanel("previous_starts_at")]),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [FieldPanel("registration_url"), FieldPanel("registration_ends_at")], heading=_("Registration")
        ),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        MultipleChooserPanel("organisers", chooser_field_name="organisation", label=_("Organisers")),
        MultipleChooserPanel("projects", chooser_field_name="project", label=_("Projects")),
    ]
    place_panels = [
        MultiFieldPanel([*PlaceMixin.panels, FieldPanel("online_url")], heading=_("Place")),
        MultipleChooserPanel("areas", chooser_field_name="area", label=_("Areas")),
        MultipleChooserPanel("contacts", chooser_field_name="contact", label=_("Contacts")),
    ]
    promote_panels = TextPageMixin.promote_panels
    parent_page_types = ["news.EventIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            *list_indexes("event", EVENT_ORDERS),
            models.Index(fields=["latitude", "longitude"], name="event_by_position"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.settle_times()
        super().save(*args, **kwargs)

    def settle_times(self) -> None:
        """Sets what follows from the times that were entered."""
        if self.is_all_day:
            self.starts_at = self.starts_at and midnight(self.starts_at)
            self.ends_at = self.ends_at and midnight(self.ends_at)
        self.over_at = over_at(self.starts_at, self.ends_at, is_all_day=self.is_all_day)

    @property
    def shown_end(self) -> datetime | None:
        """The moment at which it ends, None where nobody has said it: of one that takes all day, the next midnight."""
        return self.over_at if self.is_all_day else self.ends_at

    @property
    def postponed_from(self) -> datetime | None:
        """The moment at which a postponed event was to start."""
        return self.previous_starts_at if self.status == EventStatus.POSTPONED else None

    def clean(self) -> None:
        super().clean()
        self.clean_place()
        if errors := end_errors(self.starts_at, self.ends_at, is_all_day=self.is_all_day):
            raise ValidationError(errors)
        if self.status == EventStatus.POSTPONED and self.previous_starts_at is None:
            self.previous_starts_at = self._start_shown_before()

    def _start_shown_before(self) -> datetime | None:
        """The start that readers see, when it is another."""
        shown = type(self).objects.with_public_row().filter(pk=self.pk).values_list("starts_at", flat=True).first()
        return shown if shown != self.starts_at else None


class EventArea(AreaLinkMixin):
    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="areas")


class EventOrganiser(OrganisationLinkMixin):
    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="organisers")


class EventProject(ProjectLinkMixin):
    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="projects")


class EventContact(ContactLinkMixin):
    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="contacts")
