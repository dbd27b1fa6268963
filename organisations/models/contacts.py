"""The model of contacts: a post with an address of its own, or a person who has consented."""

import contextlib
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from cms.core.text.localised_text import LocalisedText, LocalisedTextField
from cms.core.validators import format_phone, period_error, validate_phone


class ContactQuerySet(models.QuerySet["Contact"]):
    def public(self) -> Self:
        """Returns the contacts that are posts, and the people whose consent is given and has not run out."""
        today = timezone.localdate()
        consented = Q(consent_given_on__lte=today) & (
            Q(consent_expires_on__isnull=True) | Q(consent_expires_on__gte=today)
        )
        return self.filter(Q(name="") | consented)


class Contact(index.Indexed, models.Model):
    title = LocalisedTextField(
        verbose_name=_("role or title"), help_text=_("What one asks them about, like “Project manager”.")
    )
    name = models.CharField(
        verbose_name=_("person's name"),
        max_length=255,
        blank=True,
        help_text=_("Leave empty for a post. A person is shown only while a consent is in force."),
    )
    organisation = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    email = models.EmailField(verbose_name=_("e-mail"), blank=True)
    phone = models.CharField(
        verbose_name=_("telephone"), max_length=40, blank=True, validators=[validate_phone],
        help_text=_("Like 040 123 4567 or +358 40 123 4567."),
    )  # fmt: skip
    consent_purpose = models.CharField(
        verbose_name=_("purpose of the consent"),
        max_length=255,
        blank=True,
        help_text=_("What the person has agreed to, like “Contact person on partner sites”."),
    )
    consent_given_on = models.DateField(verbose_name=_("consent given on"), null=True, blank=True)
    consent_expires_on = models.DateField(
        verbose_name=_("consent expires on"),
        null=True,
        blank=True,
        help_text=_("The last day on which the person is shown."),
    )

    objects = ContactQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("consent_purpose"),
                FieldRowPanel([FieldPanel("consent_given_on"), FieldPanel("consent_expires_on")]),
            ],
            heading=_("A person and the consent"),
        ),
    ]
    search_fields = [index.SearchField("search_text"), index.AutocompleteField("search_text")]

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["id"]

    def __str__(self) -> str:
        parts = [self.name, str(LocalisedText(self.title)), self.organisation.title if self.organisation else ""]
        return ", ".join(part for part in parts if part)

    def search_text(self) -> str:
        return " ".join([self.name, self.email, *self.title.values()])

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.phone:
            with contextlib.suppress(ValidationError):  # The field's own validator tells what is wrong.
                self.phone = format_phone(self.phone)
        if not (self.email or self.phone):
            errors["email"] = _("Give an e-mail address or a telephone number.")
        if self.name and not (self.consent_given_on and self.consent_purpose):
            field = "consent_given_on" if self.consent_purpose else "consent_purpose"
            errors[field] = _("A person is named only with a consent: say what for, and when it was given.")
        if error := period_error(self.consent_given_on, self.consent_expires_on):
            errors["consent_expires_on"] = error
        if errors:
            raise ValidationError(errors)
