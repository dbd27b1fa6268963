"""The models of trainings: what is learnt, from whom, in which languages, and at which events."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from cms.core.blocks import BodyBlock, ModulesBlock
from cms.core.text.web_addresses import WebAddressField
from cms.translation.orders import BY_PUBLICATION, BY_TITLE, Orders, list_indexes
from cms.translation.pages import ListPageMixin, TextPageMixin
from organisations.models.links import AreaLinkMixin, ContactLinkMixin, OrganisationLinkMixin
from organisations.models.organisation import ServedLanguagesField


class TrainingIndexPage(ListPageMixin, Page):
    subpage_types = ["organisations.TrainingPage"]

    class Meta:
        verbose_name = _("list of trainings")
        verbose_name_plural = _("lists of trainings")


TRAINING_ORDERS: Orders = {"TITLE_ASC": BY_TITLE, **BY_PUBLICATION}


class TrainingPage(TextPageMixin, Page):
    """A training. Its dates are events, each of which has its own place and registration."""

    content_kind = "training"
    orders = TRAINING_ORDERS
    facts = (
        *TextPageMixin.facts,
        "languages",
        "enrolment_url",
        "hero_image",
        "themes",
        "target_groups",
        "organisers",
        "events",
        "areas",
        "contacts",
    )

    summary = models.TextField(
        verbose_name=_("summary"), max_length=500, help_text=_("One or two sentences: lists show it.")
    )
    modules = StreamField(
        ModulesBlock(), verbose_name=_("modules"), blank=True, help_text=_("The parts that it consists of.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    languages = ServedLanguagesField(
        models.CharField(max_length=20),
        verbose_name=_("languages"),
        default=list,
        blank=True,
        help_text=_("Languages in which it is taught."),
    )
    enrolment_url = WebAddressField(
        verbose_name=_("enrolment"),
        max_length=500,
        blank=True,
        help_text=_("Where one enrols. An event may have a registration of its own."),
    )
    hero_image = models.ForeignKey(
        "media.Image", verbose_name=_("main image"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    themes = ParentalManyToManyField("organisations.Theme", verbose_name=_("themes"), blank=True, related_name="+")
    target_groups = ParentalManyToManyField(
        "organisations.TargetGroup", verbose_name=_("target groups"), blank=True, related_name="+"
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("modules"),
        FieldPanel("hero_image"),
        FieldPanel("body"),
    ]
    fact_panels = [
        MultipleChooserPanel("organisers", chooser_field_name="organisation", label=_("Organisers")),
        MultipleChooserPanel(
            "events", chooser_field_name="event", label=_("Dates"), help_text=_("Each date is an event of its own.")
        ),
        FieldPanel("languages"),
        FieldPanel("enrolment_url"),
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
    parent_page_types = ["organisations.TrainingIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        indexes = list_indexes("training", TRAINING_ORDERS)


class TrainingOrganiser(OrganisationLinkMixin):
    page = ParentalKey(TrainingPage, on_delete=models.CASCADE, related_name="organisers")


class TrainingEvent(Orderable):
    page = ParentalKey(TrainingPage, on_delete=models.CASCADE, related_name="events")
    event = models.ForeignKey("news.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("event")]


class TrainingArea(AreaLinkMixin):
    page = ParentalKey(TrainingPage, on_delete=models.CASCADE, related_name="areas")


class TrainingContact(ContactLinkMixin):
    page = ParentalKey(TrainingPage, on_delete=models.CASCADE, related_name="contacts")
