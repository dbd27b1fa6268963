"""The models of contributions: studies, surveys, reports and strategies that somebody has made for somebody."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.core.blocks import BodyBlock
from cms.core.text.web_addresses import WebAddressField
from cms.translation.orders import BY_PUBLICATION, BY_TITLE, Order, Orders, list_indexes
from cms.translation.pages import ListPageMixin, TextPageMixin
from organisations.models.links import AreaLinkMixin, OrganisationLinkMixin, ProjectLinkMixin
from organisations.models.organisation import ServedLanguagesField


class ContributionKind(models.TextChoices):
    STUDY = "STUDY", _("Study")
    SURVEY = "SURVEY", _("Survey")
    REPORT = "REPORT", _("Report")
    STRATEGY = "STRATEGY", _("Strategy")


class ContributionIndexPage(ListPageMixin, Page):
    subpage_types = ["organisations.ContributionPage"]

    class Meta:
        verbose_name = _("list of contributions")
        verbose_name_plural = _("lists of contributions")


CONTRIBUTION_ORDERS: Orders = {
    "YEAR_DESC": Order("year", "latest_year", descending=True),
    "YEAR_ASC": Order("year", "year"),
    "TITLE_ASC": BY_TITLE,
    **BY_PUBLICATION,
}


class ContributionPage(TextPageMixin, Page):
    content_kind = "contribution"
    orders = CONTRIBUTION_ORDERS
    facts = (
        *TextPageMixin.facts,
        "kind",
        "year",
        "commissioned_by",
        "made_by",
        "projects",
        "languages",
        "document",
        "url",
        "themes",
        "areas",
    )

    summary = models.TextField(
        verbose_name=_("summary"), max_length=1000, help_text=_("What was found out or decided: lists show it.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    kind = models.CharField(
        verbose_name=_("kind"), max_length=20, choices=ContributionKind.choices, default=ContributionKind.STUDY
    )
    # Only a draft has none.
    year = models.PositiveSmallIntegerField(
        verbose_name=_("year"),
        null=True,
        validators=[MinValueValidator(1800), MaxValueValidator(2200)],
        help_text=_("When it was published."),
    )
    languages = ServedLanguagesField(
        models.CharField(max_length=20),
        verbose_name=_("languages covered"),
        default=list,
        blank=True,
        help_text=_("Languages of the people whom it is about."),
    )
    document = models.ForeignKey(
        "media.Document", verbose_name=_("document"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    url = WebAddressField(
        verbose_name=_("web address"),
        max_length=500,
        blank=True,
        help_text=_("Where it can be read, when it is not a document of ours."),
    )
    themes = ParentalManyToManyField("organisations.Theme", verbose_name=_("themes"), blank=True, related_name="+")

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    fact_panels = [
        FieldPanel("kind"),
        FieldPanel("year"),
        MultiFieldPanel([FieldPanel("document"), FieldPanel("url")], heading=_("Where it can be read")),
        MultiFieldPanel(
            [
                MultipleChooserPanel(
                    "commissioned_by", chooser_field_name="organisation", label=_("Who commissioned it")
                ),
                MultipleChooserPanel("made_by", chooser_field_name="organisation", label=_("Who made it")),
                MultipleChooserPanel("projects", chooser_field_name="project", label=_("Projects")),
            ],
            heading=_("By whom and for whom"),
        ),
        FieldPanel("languages"),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        MultipleChooserPanel("areas", chooser_field_name="area", label=_("Areas")),
    ]
    promote_panels = TextPageMixin.promote_panels
    parent_page_types = ["organisations.ContributionIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        indexes = list_indexes("contribution", CONTRIBUTION_ORDERS)

    def clean(self) -> None:
        super().clean()
        if not (self.document_id or self.url):
            raise ValidationError({"document": _("Choose a document, or say where it can be read.")})


class ContributionCommissioner(OrganisationLinkMixin):
    page = ParentalKey(ContributionPage, on_delete=models.CASCADE, related_name="commissioned_by")


class ContributionMaker(OrganisationLinkMixin):
    page = ParentalKey(ContributionPage, on_delete=models.CASCADE, related_name="made_by")


class ContributionProject(ProjectLinkMixin):
    page = ParentalKey(ContributionPage, on_delete=models.CASCADE, related_name="projects")


class ContributionArea(AreaLinkMixin):
    page = ParentalKey(ContributionPage, on_delete=models.CASCADE, related_name="areas")
