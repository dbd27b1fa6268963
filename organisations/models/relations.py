"""Ties between organisations, and to the bodies in which they sit. Each tie is one row for all languages."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.core.text.localised_text import LocalisedText, LocalisedTextField
from cms.core.validators import period_error
from cms.core.visibility import published_pages
from organisations.models.times import holds_today, rows_of_today


def _with_public_ends(rows: Any, *names: str) -> Any:
    """Returns the ties whose ends can be read in some language."""
    for name in names:
        end = published_pages().filter(translation_key=OuterRef(f"{name}__translation_key"))
        rows = rows.filter(Exists(end))
    return rows


class MembershipQuerySet(models.QuerySet["Membership"]):
    def public(self) -> Self:
        """Returns the memberships in which both organisations are public."""
        found: Self = _with_public_ends(self, "member", "member_of")
        return found

    def current(self) -> Self:
        return self.filter(rows_of_today("since", "until"))


class Membership(models.Model):
    member = models.ForeignKey(
        "organisations.OrganisationPage", verbose_name=_("member"), on_delete=models.CASCADE, related_name="+"
    )
    member_of = models.ForeignKey(
        "organisations.OrganisationPage", verbose_name=_("member of"), on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateField(verbose_name=_("since"), null=True, blank=True)
    until = models.DateField(verbose_name=_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    panels = [
        FieldPanel("member"),
        FieldPanel("member_of"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
    ]

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="membership_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.title} → {self.member_of.title}"

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if error := period_error(self.since, self.until):
            errors["until"] = error
        if self.member_id and self.member_of_id and self.member.translation_key == self.member_of.translation_key:
            errors["member_of"] = _("An organisation is not a member of itself.")
        if errors:
            raise ValidationError(errors)


class RepresentationRole(models.TextChoices):
    MEMBER = "MEMBER", _("Member")
    DEPUTY = "DEPUTY", _("Deputy member")
    EXPERT = "EXPERT", _("Expert")
    STEERING_GROUP = "STEERING_GROUP", _("Steering group")
    OBSERVER = "OBSERVER", _("Observer")


class RepresentationQuerySet(models.QuerySet["Representation"]):
    def public(self) -> Self:
        """Returns the representations of organisations that are public. A host that is not public is left unnamed."""
        found: Self = _with_public_ends(self, "organisation")
        return found


class Representation(models.Model):
    """An organisation's seat in a body that belongs to somebody else."""

    organisation = models.ForeignKey(
        "organisations.OrganisationPage", verbose_name=_("represented"), on_delete=models.CASCADE, related_name="+"
    )
    body = LocalisedTextField(
        verbose_name=_("body"),
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
    role = models.CharField(
        verbose_name=_("role"), max_length=20, choices=RepresentationRole.choices, default=RepresentationRole.MEMBER
    )
    role_title = LocalisedTextField(verbose_name=_("title of the role"), blank=True)
    starts_on = models.DateField(verbose_name=_("term starts"), null=True, blank=True)
    ends_on = models.DateField(verbose_name=_("term ends"), null=True, blank=True)

    objects = RepresentationQuerySet.as_manager()

    panels = [
        FieldPanel("organisation"),
        FieldPanel("body"),
        FieldPanel("host"),
        FieldPanel("host_name"),
        FieldPanel("role"),
        FieldPanel("role_title"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]

    class Meta:
        verbose_name = _("representation")
        verbose_name_plural = _("representations")
        ordering = ["-starts_on", "id"]

    def __str__(self) -> str:
        return f"{LocalisedText(self.body)} ({self.organisation.title})"

    def clean(self) -> None:
        super().clean()
        if error := period_error(self.starts_on, self.ends_on):
            raise ValidationError({"ends_on": error})

    def is_current(self) -> bool:
        return holds_today(self.starts_on, self.ends_on)
