"""The models of action plans: what a working group, a network or an organisation is going to do, by whom and when."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.core.blocks import BodyBlock, GoalsBlock
from cms.core.validators import period_error
from cms.translation.orders import BY_PUBLICATION, BY_TITLE, Order, Orders, list_indexes
from cms.translation.pages import ListPageMixin, TextPageMixin
from organisations.models.cooperation.belonging import BelongingMixin


class ActionPlanIndexPage(ListPageMixin, Page):
    subpage_types = ["organisations.ActionPlanPage"]

    class Meta:
        verbose_name = _("list of action plans")
        verbose_name_plural = _("lists of action plans")


ACTION_PLAN_ORDERS: Orders = {
    "STARTS_ON_DESC": Order("starts_on", "latest_start", descending=True, absent=date.min),
    "STARTS_ON_ASC": Order("starts_on", "first_start", absent=date.max),
    "TITLE_ASC": BY_TITLE,
    **BY_PUBLICATION,
}


class ActionPlanPage(BelongingMixin, TextPageMixin, Page):
    content_kind = "action-plan"
    orders = ACTION_PLAN_ORDERS
    belongs_to: ClassVar[tuple[str, ...]] = ("working_group", "network", "organisation")
    facts = (*TextPageMixin.facts, "starts_on", "ends_on", *belongs_to, "themes")

    summary = models.TextField(
        verbose_name=_("summary"), max_length=500, help_text=_("One or two sentences: lists show it.")
    )
    goals = StreamField(
        GoalsBlock(),
        verbose_name=_("goals"),
        blank=True,
        help_text=_("Goal, sub-goal, measure: the plan's table."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("sections"), blank=True)

    starts_on = models.DateField(verbose_name=_("starts on"), null=True, blank=True)
    ends_on = models.DateField(verbose_name=_("ends on"), null=True, blank=True, help_text=_("The last day."))
    working_group = models.ForeignKey(
        "organisations.WorkingGroupPage",
        verbose_name=_("working group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    network = models.ForeignKey(
        "organisations.NetworkPage",
        verbose_name=_("network"),
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
    themes = ParentalManyToManyField("organisations.Theme", verbose_name=_("themes"), blank=True, related_name="+")

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("goals"), FieldPanel("body")]
    fact_panels = [
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        MultiFieldPanel([FieldPanel(name) for name in belongs_to], heading=_("What it belongs to")),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
    ]
    promote_panels = TextPageMixin.promote_panels
    parent_page_types = ["organisations.ActionPlanIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        indexes = list_indexes("action_plan", ACTION_PLAN_ORDERS)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = self.belonging_errors()
        if error := period_error(self.starts_on, self.ends_on):
            errors["ends_on"] = error
        if errors:
            raise ValidationError(errors)
