"""Ties between organisations. Each tie is one row for all languages."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.core.validators import period_error
from cms.core.visibility import published_pages
from organisations.models.times import rows_of_today


def with_public_ends(rows: Any, *names: str) -> Any:
    """Returns the ties whose ends can be read in some language."""
    for name in names:
        end = published_pages().filter(translation_key=OuterRef(f"{name}__translation_key"))
        rows = rows.filter(Exists(end))
    return rows


class MembershipQuerySet(models.QuerySet["Membership"]):
    def public(self) -> Self:
        """Returns the memberships in which both organisations are public."""
        found: Self = with_public_ends(self, "member", "member_of")
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
