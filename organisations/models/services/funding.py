"""The models of funding schemes: who supports what, who may apply, and when."""

from datetime import date
from typing import Any, ClassVar, Self

from django import forms
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from cms.core.blocks import BodyBlock, StatementsBlock
from cms.core.text.web_addresses import WebAddressField
from cms.core.visibility import ContentQuerySet
from cms.translation.orders import BY_PUBLICATION, BY_TITLE, Orders, list_indexes
from cms.translation.pages import ListPageMixin, TextPageMixin
from organisations.models.links import AreaLinkMixin, ContactLinkMixin
from organisations.models.services.rounds import RoundMixin, Window, windows


class FundingQuerySet(ContentQuerySet):
    def with_open_today(self) -> Self:
        """Annotates `is_open_today`: one can apply today, in Helsinki's calendar."""
        return self.annotate(is_open_today=Exists(_open_today().filter(page=OuterRef("pk"))))

    def open_today(self, wanted: bool = True) -> Self:
        is_open = models.Q(pk__in=_open_today().values("page_id"))
        return self.filter(is_open if wanted else ~is_open)


def _open_today() -> Any:
    return ApplicationRound.objects.open_on(timezone.localdate())


class FundingIndexPage(ListPageMixin, Page):
    subpage_types = ["organisations.FundingSchemePage"]

    class Meta:
        verbose_name = _("list of funding schemes")
        verbose_name_plural = _("lists of funding schemes")


FUNDING_ORDERS: Orders = {"TITLE_ASC": BY_TITLE, **BY_PUBLICATION}


class FundingSchemePage(TextPageMixin, Page):
    content_kind = "funding-scheme"
    orders = FUNDING_ORDERS
    facts = (
        *TextPageMixin.facts,
        "funder",
        "application_url",
        "target_groups",
        "themes",
        "rounds",
        "areas",
        "contacts",
    )

    summary = models.TextField(
        verbose_name=_("summary"), max_length=500, help_text=_("One or two sentences: lists show it.")
    )
    applicants = models.CharField(
        verbose_name=_("who may apply"),
        max_length=500,
        blank=True,
        help_text=_("In words, such as “Registered member associations”."),
    )
    supported = StreamField(
        StatementsBlock(), verbose_name=_("what is supported"), blank=True, help_text=_("One sentence each.")
    )
    how_to_apply = StreamField(BodyBlock(), verbose_name=_("how to apply"), blank=True)

    funder = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("funder"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    application_url = WebAddressField(
        verbose_name=_("application"), max_length=500, blank=True, help_text=_("Where one applies.")
    )
    target_groups = ParentalManyToManyField(
        "organisations.TargetGroup", verbose_name=_("target groups"), blank=True, related_name="+"
    )
    themes = ParentalManyToManyField("organisations.Theme", verbose_name=_("themes"), blank=True, related_name="+")

    objects: ClassVar[Any] = PageManager.from_queryset(FundingQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("applicants"),
        FieldPanel("supported"),
        FieldPanel("how_to_apply"),
    ]
    fact_panels = [
        FieldPanel("funder"),
        InlinePanel(
            "rounds",
            label=_("Round"),
            heading=_("When to apply"),
            help_text=_(
                "Without a round, nobody can apply. For what is open all the time, say from 1 January to 31 December."
            ),
        ),
        FieldPanel("application_url"),
        MultiFieldPanel(
            [
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                FieldPanel("target_groups", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("What and for whom"),
        ),
    ]
    place_panels = [
        MultipleChooserPanel("areas", chooser_field_name="area", label=_("Areas")),
        MultipleChooserPanel("contacts", chooser_field_name="contact", label=_("Contacts")),
    ]
    promote_panels = TextPageMixin.promote_panels
    parent_page_types = ["organisations.FundingIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("funding scheme")
        verbose_name_plural = _("funding schemes")
        indexes = list_indexes("funding", FUNDING_ORDERS)

    def windows(self, today: date | None = None) -> list[Window]:
        """Returns the times in which one can apply that are not over, in Helsinki's calendar, the first first."""
        return windows(self.rounds.all(), today or timezone.localdate())


class ApplicationRound(RoundMixin):
    page = ParentalKey(FundingSchemePage, on_delete=models.CASCADE, related_name="rounds")

    class Meta(RoundMixin.Meta):
        verbose_name = _("round")
        verbose_name_plural = _("rounds")


class FundingArea(AreaLinkMixin):
    page = ParentalKey(FundingSchemePage, on_delete=models.CASCADE, related_name="areas")


class FundingContact(ContactLinkMixin):
    page = ParentalKey(FundingSchemePage, on_delete=models.CASCADE, related_name="contacts")
