"""The models of volunteer opportunities: what is done for whom, where, when, and in which languages."""

from datetime import date
from typing import Any, ClassVar, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from cms.core.blocks import BodyBlock, StatementsBlock
from cms.core.text.web_addresses import WebAddressField
from cms.core.validators import period_error
from cms.core.visibility import ContentQuerySet
from cms.translation.orders import BY_PUBLICATION, BY_TITLE, Order, Orders, list_indexes
from cms.translation.pages import ListPageMixin, TextPageMixin
from organisations.models.links import AreaLinkMixin, ContactLinkMixin
from organisations.models.organisation import ServedLanguagesField


class VolunteeringQuerySet(ContentQuerySet):
    def open_on(self, day: date) -> Self:
        """Returns what one can do on a day: it has begun and is not over. An end that is not given is open."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )

    def ended(self, wanted: bool = True) -> Self:
        """Returns what is over, by Helsinki's calendar, or what is not."""
        is_over = Q(ends_on__lt=timezone.localdate(), ends_on__isnull=False)
        return self.filter(is_over if wanted else ~is_over)


class VolunteeringIndexPage(ListPageMixin, Page):
    subpage_types = ["organisations.VolunteerOpportunityPage"]

    class Meta:
        verbose_name = _("list of volunteer opportunities")
        verbose_name_plural = _("lists of volunteer opportunities")


VOLUNTEERING_ORDERS: Orders = {
    "TITLE_ASC": BY_TITLE,
    "STARTS_ON_ASC": Order("starts_on", "first_start", absent=date.min),
    "ENDS_ON_ASC": Order("ends_on", "end", absent=date.max),
    **BY_PUBLICATION,
}


class VolunteerOpportunityPage(TextPageMixin, Page):
    content_kind = "volunteer-opportunity"
    orders = VOLUNTEERING_ORDERS
    facts = (
        *TextPageMixin.facts,
        "organisation",
        "is_remote",
        "starts_on",
        "ends_on",
        "languages",
        "sign_up_url",
        "hero_image",
        "themes",
        "target_groups",
        "areas",
        "contacts",
    )

    summary = models.TextField(
        verbose_name=_("summary"), max_length=500, help_text=_("What is done, in one or two sentences: lists show it.")
    )
    schedule = models.CharField(
        verbose_name=_("when"),
        max_length=255,
        blank=True,
        help_text=_("In words, such as “On Thursdays from 17 to 18.30”."),
    )
    skills = models.CharField(
        verbose_name=_("skills"),
        max_length=500,
        blank=True,
        help_text=_("What one should be able to do, in words, such as “You enjoy talking with people”."),
    )
    support = StreamField(
        StatementsBlock(),
        verbose_name=_("support given"),
        blank=True,
        help_text=_("What volunteers get, such as training and travel costs, one sentence each."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    organisation = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_remote = models.BooleanField(
        verbose_name=_("remote"), default=False, help_text=_("It can be done from anywhere.")
    )
    starts_on = models.DateField(verbose_name=_("starts on"), null=True, blank=True)
    ends_on = models.DateField(
        verbose_name=_("ends on"), null=True, blank=True, help_text=_("The last day. Left empty, it goes on.")
    )
    languages = ServedLanguagesField(
        models.CharField(max_length=20),
        verbose_name=_("languages"),
        default=list,
        blank=True,
        help_text=_("Languages in which it is done; any of them is enough."),
    )
    sign_up_url = WebAddressField(verbose_name=_("sign-up"), max_length=500, blank=True)
    hero_image = models.ForeignKey(
        "media.Image", verbose_name=_("main image"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    themes = ParentalManyToManyField("organisations.Theme", verbose_name=_("themes"), blank=True, related_name="+")
    target_groups = ParentalManyToManyField(
        "organisations.TargetGroup", verbose_name=_("target groups"), blank=True, related_name="+"
    )

    objects: ClassVar[Any] = PageManager.from_queryset(VolunteeringQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("schedule"),
        FieldPanel("skills"),
        FieldPanel("support"),
        FieldPanel("hero_image"),
        FieldPanel("body"),
    ]
    fact_panels = [
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")], heading=_("Period")),
        FieldPanel("languages"),
        FieldPanel("sign_up_url"),
        MultiFieldPanel(
            [
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                FieldPanel("target_groups", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("What and for whom"),
        ),
    ]
    place_panels = [
        FieldPanel("is_remote"),
        MultipleChooserPanel("areas", chooser_field_name="area", label=_("Areas")),
        MultipleChooserPanel("contacts", chooser_field_name="contact", label=_("Contacts")),
    ]
    promote_panels = TextPageMixin.promote_panels
    parent_page_types = ["organisations.VolunteeringIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("volunteer opportunity")
        verbose_name_plural = _("volunteer opportunities")
        indexes = list_indexes("volunteering", VOLUNTEERING_ORDERS)

    def clean(self) -> None:
        super().clean()
        if error := period_error(self.starts_on, self.ends_on):
            raise ValidationError({"ends_on": error})

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on < timezone.localdate()


class VolunteeringArea(AreaLinkMixin):
    page = ParentalKey(VolunteerOpportunityPage, on_delete=models.CASCADE, related_name="areas")


class VolunteeringContact(ContactLinkMixin):
    page = ParentalKey(VolunteerOpportunityPage, on_delete=models.CASCADE, related_name="contacts")
