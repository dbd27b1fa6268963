"""Facts that organisations and projects share: where they are, and where they are found online."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.core.text.localised_text import LocalisedTextField
from cms.core.text.web_addresses import WebAddressField
from cms.core.validators import Between


class AddressMixin(Orderable):
    street = models.CharField(verbose_name=_("street address"), max_length=255, blank=True)
    postal_code = models.CharField(verbose_name=_("postal code"), max_length=20, blank=True)
    city = models.CharField(verbose_name=_("post office"), max_length=100, blank=True)
    latitude = models.FloatField(
        verbose_name=_("latitude"),
        null=True,
        blank=True,
        validators=[Between(-90, 90, "°")],
        help_text=_("Degrees north, WGS 84, like 60.2055."),
    )
    longitude = models.FloatField(
        verbose_name=_("longitude"),
        null=True,
        blank=True,
        validators=[Between(-180, 180, "°")],
        help_text=_("Degrees east, WGS 84, like 24.6559."),
    )

    panels = [
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return ", ".join(part for part in (self.street, f"{self.postal_code} {self.city}".strip()) if part)

    def clean(self) -> None:
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            empty = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({empty: _("A map position has both a latitude and a longitude.")})
        if not (self.street or self.city or self.latitude is not None):
            raise ValidationError(_("Give a street address, a post office or a map position."))


class ChannelKind(models.TextChoices):
    WEBSITE = "WEBSITE", _("Website")
    FACEBOOK = "FACEBOOK", "Facebook"
    FACEBOOK_GROUP = "FACEBOOK_GROUP", _("Facebook group")
    INSTAGRAM = "INSTAGRAM", "Instagram"
    LINKEDIN = "LINKEDIN", "LinkedIn"
    YOUTUBE = "YOUTUBE", "YouTube"
    TELEGRAM = "TELEGRAM", "Telegram"
    WHATSAPP = "WHATSAPP", "WhatsApp"
    NEWSLETTER = "NEWSLETTER", _("Newsletter")
    OTHER = "OTHER", _("Other")


class ChannelMixin(Orderable):
    kind = models.CharField(
        verbose_name=_("kind"), max_length=20, choices=ChannelKind.choices, default=ChannelKind.WEBSITE
    )
    url = WebAddressField(verbose_name=_("address"), max_length=500)
    label = LocalisedTextField(verbose_name=_("label"), blank=True, help_text=_("When the kind does not say enough."))

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("url")]), FieldPanel("label")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.url
