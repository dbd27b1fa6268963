"""The models of advocacy positions: what is demanded, of whom, on what ground, and whether it still holds."""

from typing import Any, ClassVar, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from cms.core.blocks import BodyBlock, StatementsBlock
from cms.core.validators import period_error
from cms.core.visibility import ContentQuerySet
from cms.translation.orders import BY_PUBLICATION, BY_TITLE, Order, Orders, list_indexes
from cms.translation.pages import ListPageMixin, TextPageMixin
from organisations.models.links import DocumentLinkMixin, OrganisationLinkMixin


class AdvocacyKind(models.TextChoices):
    POSITION = "POSITION", _("Position")
    STATEMENT = "STATEMENT", _("Statement")
    INITIATIVE = "INITIATIVE", _("Initiative")
    HEARING = "HEARING", _("Hearing")


class AdvocacyPositionQuerySet(ContentQuerySet):
    computed = ("is_in_force",)

    def with_computed(self) -> Self:
        return self.with_in_force()

    def with_in_force(self) -> Self:
        """Annotates `is_in_force`: today is in the position's period, and no published position has superseded it.

        A position that was superseded stays so, also when its successor has ended.
        """
        today = timezone.localdate()
        in_period = Q(valid_from__lte=today) & (Q(valid_until__isnull=True) | Q(valid_until__gte=today))
        heirs = AdvocacyPositionPage.objects.published().filter(
            ~Q(path=OuterRef("path")),  # It always holds. It keeps PostgreSQL from hashing all the heirs there are.
            supersedes__translation_key=OuterRef("translation_key"),
            valid_from__lte=today,
        )
        return self.annotate(
            is_in_force=models.Case(
                models.When(in_period & ~Q(Exists(heirs)), then=True),
                default=False,
                output_field=models.BooleanField(),
            )
        )

    def in_force(self, wanted: bool = True) -> Self:
        return self.with_in_force().filter(is_in_force=wanted)


class AdvocacyIndexPage(ListPageMixin, Page):
    subpage_types = ["organisations.AdvocacyPositionPage"]

    class Meta:
        verbose_name = _("list of advocacy positions")
        verbose_name_plural = _("lists of advocacy positions")


POSITION_ORDERS: Orders = {
    "ADOPTED_ON_DESC": Order("adopted_on", "adoption", descending=True),
    "ADOPTED_ON_ASC": Order("adopted_on", "adoption"),
    "TITLE_ASC": BY_TITLE,
    **BY_PUBLICATION,
}


class AdvocacyPositionPage(TextPageMixin, Page):
    content_kind = "advocacy-position"
    orders = POSITION_ORDERS
    facts = (
        *TextPageMixin.facts,
        "kind",
        "adopted_on",
        "adopted_by",
        "valid_from",
        "valid_until",
        "supersedes",
        "reference_number",
        "themes",
        "addressees",
        "endorsements",
        "attachments",
    )

    summary = models.TextField(
        verbose_name=_("summary"), max_length=500, help_text=_("One or two sentences: lists show it.")
    )
    demands = StreamField(
        StatementsBlock(), verbose_name=_("demands"), blank=True, help_text=_("What is demanded, one sentence each.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("grounds"), blank=True)

    kind = models.CharField(
        verbose_name=_("kind"), max_length=20, choices=AdvocacyKind.choices, default=AdvocacyKind.POSITION
    )
    # A draft may lack the date, but what is published has one.
    adopted_on = models.DateField(verbose_name=_("adopted on"), null=True)
    adopted_by = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("adopted by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    valid_from = models.DateField(
        verbose_name=_("valid from"), null=True, blank=True, help_text=_("Left empty, the day it was adopted.")
    )
    valid_until = models.DateField(verbose_name=_("valid until"), null=True, blank=True)
    supersedes = models.ForeignKey(
        "self",
        verbose_name=_("supersedes"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The older position that this one replaces."),
    )
    reference_number = models.CharField(verbose_name=_("reference number"), max_length=60, blank=True)
    themes = ParentalManyToManyField("organisations.Theme", verbose_name=_("themes"), blank=True, related_name="+")

    objects: ClassVar[Any] = PageManager.from_queryset(AdvocacyPositionQuerySet)()

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("demands"), FieldPanel("body")]
    fact_panels = [
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("adopted_on"), FieldPanel("adopted_by")]),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                FieldPanel("supersedes"),
                FieldPanel("reference_number"),
            ],
            heading=_("Adoption and validity"),
        ),
        MultipleChooserPanel("addressees", chooser_field_name="organisation", label=_("Addressees")),
        MultipleChooserPanel("endorsements", chooser_field_name="organisation", label=_("Endorsed by")),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        MultipleChooserPanel("attachments", chooser_field_name="document", label=_("Attachments")),
    ]
    promote_panels = TextPageMixin.promote_panels
    parent_page_types = ["organisations.AdvocacyIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("advocacy position")
        verbose_name_plural = _("advocacy positions")
        indexes = list_indexes("position", POSITION_ORDERS)

    def save(self, *args: Any, **kwargs: Any) -> None:
        values: Any = self  # The form may leave the field empty, which its type does not admit.
        values.valid_from = values.valid_from or values.adopted_on
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if error := period_error(self.valid_from, self.valid_until):
            errors["valid_until"] = error
        if self.supersedes and self.supersedes.translation_key == self.translation_key:
            errors["supersedes"] = _("A position does not supersede itself.")
        if errors:
            raise ValidationError(errors)


class PositionAddressee(OrganisationLinkMixin):
    page = ParentalKey(AdvocacyPositionPage, on_delete=models.CASCADE, related_name="addressees")


class PositionEndorsement(OrganisationLinkMixin):
    page = ParentalKey(AdvocacyPositionPage, on_delete=models.CASCADE, related_name="endorsements")


class PositionAttachment(DocumentLinkMixin):
    page = ParentalKey(AdvocacyPositionPage, on_delete=models.CASCADE, related_name="attachments")
