"""The admin's list of contacts, and whether readers see each of them."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn

from cms.core.admin.snippets import WordsViewSet
from organisations.models import (
    Contact,
)


class Consent(models.TextChoices):
    """Why a contact is shown to readers or hidden from them today."""

    POST = "POST", _("A post: always shown")
    IN_FORCE = "IN_FORCE", _("Consent in force: shown")
    NOT_YET = "NOT_YET", _("No consent yet: hidden")
    RUN_OUT = "RUN_OUT", _("Consent has run out: hidden")


def consent_of(contact: Contact) -> Consent:
    today = timezone.localdate()
    if not contact.name:
        return Consent.POST
    if contact.consent_given_on is None or contact.consent_given_on > today:
        return Consent.NOT_YET
    if contact.consent_expires_on and contact.consent_expires_on < today:
        return Consent.RUN_OUT
    return Consent.IN_FORCE


class ConsentFilter(django_filters.ChoiceFilter):
    def filter(self, queryset: Any, value: str) -> Any:
        shown = Contact.objects.public()
        today = timezone.localdate()
        if value == "shown":
            return queryset.filter(pk__in=shown)
        if value == "expired":
            return queryset.exclude(name="").filter(consent_expires_on__lt=today)
        return queryset.exclude(pk__in=shown) if value == "hidden" else queryset


class ContactFilterSet(WagtailFilterSet):
    shown = ConsentFilter(
        label=_("Readers"),
        choices=[("shown", _("See it")), ("hidden", _("Do not see it")), ("expired", _("The consent has run out"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Contact
        fields: ClassVar[list[str]] = []


def _is_shown(contact: Contact) -> bool:
    return consent_of(contact) in {Consent.POST, Consent.IN_FORCE}


def _consent_column() -> StatusTagColumn:
    return StatusTagColumn(
        "consent",
        label=_("Shown to readers"),
        accessor=lambda contact: consent_of(contact).label,
        primary=_is_shown,
    )


class ContactViewSet(WordsViewSet):
    model = Contact
    icon = "mail"
    words = ("title", "name", "email", "phone", "organisation__title")
    related = ("organisation",)
    filterset_class = ContactFilterSet
    ordering = ("name", "organisation__title", "id")
    list_display = [
        "__str__",
        Column("email", label=_("E-mail"), sort_key="email"),
        Column("phone", label=_("Telephone")),
        _consent_column(),
        Column("consent_expires_on", label=_("Consent expires on"), sort_key="consent_expires_on"),
    ]
    chooser_columns = (_consent_column(),)

    def chosen_title(self, row: Contact) -> str:
        return str(row) if _is_shown(row) else f"{row} – {consent_of(row).label}"
