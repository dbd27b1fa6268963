"""Bodies that belong to somebody else, such as an advisory board, and the seats that organisations have in them."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from cms.core.text.localised_text import LocalisedText, LocalisedTextField
from cms.core.validators import period_error
from cms.translation.orders import Order, Orders
from organisations.models.relations import with_public_ends
from organisations.models.times import holds_today


class BodyQuerySet(models.QuerySet["Body"]):
    def public(self) -> Self:
        """Returns the bodies in which a public organisation has or has had a seat. Readers are told of no others."""
        return self.filter(Exists(Representation.objects.public().filter(body=OuterRef("pk"))))


class Body(ClusterableModel):
    """A board, working group or project of somebody else's. It is one row for all languages."""

    name = LocalisedTextField(
        verbose_name=_("name"),
        help_text=_("Board, working group or project, like “Advisory Board for Ethnic Relations”."),
    )
    host = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("host in the directory"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    host_name = LocalisedTextField(
        verbose_name=_("host's name"), blank=True, help_text=_("When the host is not in the directory.")
    )

    objects = BodyQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        MultiFieldPanel([FieldPanel("host"), FieldPanel("host_name")], heading=_("Host")),
        InlinePanel("terms", label=_("Term of office"), heading=_("Terms of office")),
    ]

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(LocalisedText(self.name))


class BodyTerm(models.Model):
    """A period for which a body was or is appointed. A seat has a term of its own: it may begin or end in between."""

    body = ParentalKey(Body, on_delete=models.CASCADE, related_name="terms")
    starts_on = models.DateField(verbose_name=_("term starts"))
    ends_on = models.DateField(verbose_name=_("term ends"), null=True, blank=True)

    panels = [FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])]

    class Meta:
        verbose_name = _("term of office")
        verbose_name_plural = _("terms of office")
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="body_term_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on or ''}"

    def clean(self) -> None:
        super().clean()
        if error := period_error(self.starts_on, self.ends_on):
            raise ValidationError({"ends_on": error})

    def is_current(self) -> bool:
        return holds_today(self.starts_on, self.ends_on)


class RepresentationRole(models.TextChoices):
    MEMBER = "MEMBER", _("Member")
    DEPUTY = "DEPUTY", _("Deputy member")
    EXPERT = "EXPERT", _("Expert")
    STEERING_GROUP = "STEERING_GROUP", _("Steering group")
    OBSERVER = "OBSERVER", _("Observer")


class RepresentationQuerySet(models.QuerySet["Representation"]):
    def public(self) -> Self:
        """Returns the representations of organisations that are public. A host that is not public is left unnamed."""
        found: Self = with_public_ends(self, "organisation")
        return found


class Representation(models.Model):
    """An organisation's seat in a body."""

    organisation = models.ForeignKey(
        "organisations.OrganisationPage", verbose_name=_("represented"), on_delete=models.CASCADE, related_name="+"
    )
    body = models.ForeignKey(Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="representations")
    role = models.CharField(
        verbose_name=_("role"), max_length=20, choices=RepresentationRole.choices, default=RepresentationRole.MEMBER
    )
    role_title = LocalisedTextField(verbose_name=_("title of the role"), blank=True)
    starts_on = models.DateField(verbose_name=_("term starts"), null=True, blank=True)
    ends_on = models.DateField(verbose_name=_("term ends"), null=True, blank=True)

    orders: Orders = {
        "STARTS_ON_DESC": Order("starts_on", "latest_start", descending=True, absent=date.min),
        "STARTS_ON_ASC": Order("starts_on", "start", absent=date.max),
    }
    objects = RepresentationQuerySet.as_manager()

    panels = [
        FieldPanel("organisation"),
        FieldPanel("body"),
        FieldPanel("role"),
        FieldPanel("role_title"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]

    class Meta:
        verbose_name = _("representation")
        verbose_name_plural = _("representations")
        ordering = ["-starts_on", "id"]

    def __str__(self) -> str:
        return f"{self.body} ({self.organisation.title})"

    def clean(self) -> None:
        super().clean()
        if error := period_error(self.starts_on, self.ends_on):
            raise ValidationError({"ends_on": error})

    def is_current(self) -> bool:
        return holds_today(self.starts_on, self.ends_on)
