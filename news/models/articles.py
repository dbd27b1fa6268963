"""The models of news articles and of their list."""

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from cms.core.blocks import BodyBlock
from cms.translation.orders import BY_PUBLICATION, BY_TITLE, Order, Orders, list_indexes
from cms.translation.pages import ListPageMixin, TextPageMixin
from organisations.models.links import AreaLinkMixin, ContactLinkMixin, OrganisationLinkMixin, ProjectLinkMixin


class NewsIndexPage(ListPageMixin, Page):
    subpage_types = ["news.NewsArticlePage"]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")


ARTICLE_ORDERS: Orders = {
    "DATE_DESC": Order("date", "date", descending=True),
    "DATE_ASC": Order("date", "date"),
    "TITLE_ASC": BY_TITLE,
    **BY_PUBLICATION,
}


class NewsArticlePage(TextPageMixin, Page):
    content_kind = "news-article"
    orders = ARTICLE_ORDERS
    facts = (
        *TextPageMixin.facts,
        "date",
        "hero_image",
        "themes",
        "areas",
        "organisations",
        "projects",
        "positions",
        "events",
        "contacts",
    )

    ingress = models.TextField(
        verbose_name=_("ingress"),
        max_length=1000,
        help_text=_("The first paragraph: lists, newsletters and feeds show it."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    date = models.DateField(verbose_name=_("date"), default=timezone.localdate)
    hero_image = models.ForeignKey(
        "media.Image", verbose_name=_("main image"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    themes = ParentalManyToManyField("organisations.Theme", verbose_name=_("themes"), blank=True, related_name="+")

    content_panels = [
        *Page.content_panels,
        FieldPanel("ingress"),
        FieldPanel("hero_image"),
        FieldPanel("body"),
    ]
    fact_panels = [
        FieldPanel("date"),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        MultipleChooserPanel("areas", chooser_field_name="area", label=_("Areas")),
        MultiFieldPanel(
            [
                MultipleChooserPanel("organisations", chooser_field_name="organisation", label=_("Organisations")),
                MultipleChooserPanel("projects", chooser_field_name="project", label=_("Projects")),
                MultipleChooserPanel("positions", chooser_field_name="position", label=_("Advocacy positions")),
                MultipleChooserPanel("events", chooser_field_name="event", label=_("Events")),
            ],
            heading=_("What it is about"),
        ),
        MultipleChooserPanel("contacts", chooser_field_name="contact", label=_("Contacts")),
    ]
    promote_panels = TextPageMixin.promote_panels
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")
        indexes = list_indexes("news", ARTICLE_ORDERS)


class ArticleArea(AreaLinkMixin):
    page = ParentalKey(NewsArticlePage, on_delete=models.CASCADE, related_name="areas")


class ArticleOrganisation(OrganisationLinkMixin):
    page = ParentalKey(NewsArticlePage, on_delete=models.CASCADE, related_name="organisations")


class ArticleContact(ContactLinkMixin):
    page = ParentalKey(NewsArticlePage, on_delete=models.CASCADE, related_name="contacts")


class ArticleProject(ProjectLinkMixin):
    page = ParentalKey(NewsArticlePage, on_delete=models.CASCADE, related_name="projects")


class ArticleEvent(Orderable):
    page = ParentalKey(NewsArticlePage, on_delete=models.CASCADE, related_name="events")
    event = models.ForeignKey("news.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("event")]


class ArticlePosition(Orderable):
    page = ParentalKey(NewsArticlePage, on_delete=models.CASCADE, related_name="positions")
    position = models.ForeignKey(
        "organisations.AdvocacyPositionPage",
        verbose_name=_("advocacy position"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("position")]
