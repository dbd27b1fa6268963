"""The models of projects, and of the programmes to which they belong."""

from datetime import date
from typing import Any, ClassVar, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.core.blocks import BodyBlock, StatementsBlock
from cms.core.text.localised_text import LocalisedText, LocalisedTextField
from cms.core.text.web_addresses import WebAddressField
from cms.core.validators import period_error
from cms.core.visibility import ContentQuerySet
from cms.translation.orders import BY_PUBLICATION, BY_TITLE, Order, Orders, list_indexes
from cms.translation.pages import ListPageMixin, TextPageMixin
from organisations.models.links import AreaLinkMixin, ContactLinkMixin, DocumentLinkMixin, OrganisationLinkMixin
from organisations.models.places import AddressMixin, ChannelMixin


class Programme(index.Indexed, models.Model):
    names = LocalisedTextField(verbose_name=_("name"))
    coordinator = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("coordinator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    url = WebAddressField(verbose_name=_("website"), max_length=500, blank=True)

    panels = [FieldPanel("names"), FieldPanel("coordinator"), FieldPanel("url")]
    search_fields = [index.SearchField("search_text"), index.AutocompleteField("search_text")]

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(LocalisedText(self.names))

    def search_text(self) -> str:
        return " ".join(self.names.values())


class ProjectStatus(models.TextChoices):
    UPCOMING = "UPCOMING", _("Upcoming")
    RUNNING = "RUNNING", _("Running")
    ENDED = "ENDED", _("Ended")


class ProjectQuerySet(ContentQuerySet):
    def with_status(self, statuses: list[ProjectStatus]) -> Self:
        """Returns the projects with these statuses.

        The status follows from the period, in Helsinki's calendar: a project without a start is running.
        """
        today = timezone.localdate()
        not_ended = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
        wanted = {
            ProjectStatus.ENDED: Q(ends_on__lt=today),
            ProjectStatus.UPCOMING: Q(starts_on__gt=today) & not_ended,
            ProjectStatus.RUNNING: (Q(starts_on__isnull=True) | Q(starts_on__lte=today)) & not_ended,
        }
        condition = Q(pk__in=[])
        for status in statuses:
            condition |= wanted[status]
        return self.filter(condition)


class ProjectIndexPage(ListPageMixin, Page):
    subpage_types = ["organisations.ProjectPage"]

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")


PROJECT_ORDERS: Orders = {
    "STARTS_ON_DESC": Order("starts_on", "latest_start", descending=True, absent=date.min),
    "STARTS_ON_ASC": Order("starts_on", "first_start", absent=date.max),
    "ENDS_ON_ASC": Order("ends_on", "end", absent=date.max),
    "TITLE_ASC": BY_TITLE,
    **BY_PUBLICATION,
}


class ProjectPage(TextPageMixin, Page):
    content_kind = "project"
    orders = PROJECT_ORDERS
    facts = (
        *TextPageMixin.facts,
        "starts_on",
        "ends_on",
        "managing_organisation",
        "programme",
        "hero_image",
        "newsletter_url",
        "themes",
        "target_groups",
        "funders",
        "partners",
        "areas",
        "addresses",
        "channels",
        "contacts",
        "result_documents",
    )

    slogan = models.CharField(verbose_name=_("slogan"), max_length=255, blank=True)
    summary = models.TextField(
        verbose_name=_("summary"), max_length=500, help_text=_("One or two sentences: lists show it.")
    )
    ways_of_working = StreamField(
        StatementsBlock(), verbose_name=_("ways of working"), blank=True, help_text=_("One sentence each.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("sections"), blank=True)
    results = StreamField(BodyBlock(), verbose_name=_("results"), blank=True)

    starts_on = models.DateField(verbose_name=_("starts on"), null=True, blank=True)
    ends_on = models.DateField(
        verbose_name=_("ends on"),
        null=True,
        blank=True,
        help_text=_("The last day. Whether the project is upcoming, running or ended follows from the period."),
    )
    managing_organisation = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("managed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hero_image = models.ForeignKey(
        "media.Image", verbose_name=_("main image"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    newsletter_url = WebAddressField(verbose_name=_("newsletter sign-up"), max_length=500, blank=True)
    themes = ParentalManyToManyField("organisations.Theme", verbose_name=_("themes"), blank=True, related_name="+")
    target_groups = ParentalManyToManyField(
        "organisations.TargetGroup", verbose_name=_("target groups"), blank=True, related_name="+"
    )

    objects: ClassVar[Any] = PageManager.from_queryset(ProjectQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("slogan"),
        FieldPanel("summary"),
        FieldPanel("ways_of_working"),
        FieldPanel("body"),
        FieldPanel("results"),
    ]
    fact_panels = [
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")], heading=_("Period")),
        MultiFieldPanel(
            [
                FieldPanel("managing_organisation"),
                MultipleChooserPanel("funders", chooser_field_name="organisation", label=_("Funders")),
                FieldPanel("programme"),
                InlinePanel("partners", label=_("Partner"), heading=_("Partners")),
            ],
            heading=_("Who"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                FieldPanel("target_groups", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("What and for whom"),
        ),
        FieldPanel("hero_image"),
        MultipleChooserPanel("result_documents", chooser_field_name="document", label=_("Documents of results")),
    ]
    place_panels = [
        MultipleChooserPanel("areas", chooser_field_name="area", label=_("Areas")),
        InlinePanel("addresses", label=_("Address"), heading=_("Addresses")),
        InlinePanel("channels", label=_("Channel"), heading=_("Channels")),
        FieldPanel("newsletter_url"),
        MultipleChooserPanel("contacts", chooser_field_name="contact", label=_("Contacts")),
    ]
    promote_panels = TextPageMixin.promote_panels
    parent_page_types = ["organisations.ProjectIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        indexes = list_indexes("project", PROJECT_ORDERS)

    def clean(self) -> None:
        super().clean()
        if error := period_error(self.starts_on, self.ends_on):
            raise ValidationError({"ends_on": error})

    @property
    def status(self) -> ProjectStatus:
        today = timezone.localdate()
        if self.ends_on and self.ends_on < today:
            return ProjectStatus.ENDED
        if self.starts_on and self.starts_on > today:
            return ProjectStatus.UPCOMING
        return ProjectStatus.RUNNING


class ProjectFunder(OrganisationLinkMixin):
    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="funders")


class ProjectPartner(OrganisationLinkMixin):
    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="partners")
    role = LocalisedTextField(verbose_name=_("role"), blank=True)

    panels = [*OrganisationLinkMixin.panels, FieldPanel("role")]


class ProjectArea(AreaLinkMixin):
    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="areas")


class ProjectAddress(AddressMixin):
    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="addresses")


class ProjectChannel(ChannelMixin):
    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="channels")


class ProjectContact(ContactLinkMixin):
    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="contacts")


class ProjectResultDocument(DocumentLinkMixin):
    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="result_documents")
