"""Facts that several types share: where they are, and where they are found online."""

from dataclasses import dataclass
from math import cos, radians
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.core.text.localised_text import LocalisedTextField
from cms.core.text.web_addresses import WebAddressField
from cms.core.validators import Between

# In kilometres.
_EARTH_RADIUS = 6371.0088
_KILOMETRES_OF_A_DEGREE = 111.19
# The cosine of a latitude so far north or south that a square would have to be wider than it helps.
_NEARLY_A_POLE = 0.01


class PlaceMixin(models.Model):
    """A street address, a map position or both."""

    place_facts: ClassVar[tuple[str, ...]] = ("street", "postal_code", "city", "latitude", "longitude")

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

    panels: ClassVar[list[Any]] = [
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        """The street address in one line; "" where there is none."""
        return ", ".join(part for part in (self.street, f"{self.postal_code} {self.city}".strip()) if part)

    @property
    def has_place(self) -> bool:
        return bool(self.street or self.city or self.latitude is not None)

    def clean_place(self) -> None:
        """Raises ValidationError for half a map position."""
        if (self.latitude is None) != (self.longitude is None):
            empty = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({empty: _("A map position has both a latitude and a longitude.")})


@dataclass(frozen=True, slots=True)
class Circle:
    """What lies within so many kilometres of a point, as the crow flies, and the square around it.

    The square narrows the search along an index; where it would cross a pole or the date line, it is as wide as the
    world. Each part is a number, or an expression that stands for one.
    """

    latitude: Any
    longitude: Any
    kilometres: Any = None
    south: Any = None
    north: Any = None
    west: Any = None
    east: Any = None

    @classmethod
    def around(cls, latitude: float, longitude: float, kilometres: float) -> Self:
        degrees = kilometres / _KILOMETRES_OF_A_DEGREE
        widest = cos(radians(min(abs(latitude) + degrees, 90)))
        sideways = degrees / widest if widest > _NEARLY_A_POLE else 360
        west, east = longitude - sideways, longitude + sideways
        if west < -180 or east > 180:
            west, east = -180, 180
        return cls(latitude, longitude, kilometres, latitude - degrees, latitude + degrees, west, east)

    def condition(self) -> Q:
        """Returns the condition for places in it; without `kilometres`, that is every place."""
        if self.kilometres is None:
            return Q()
        square = Q(latitude__range=(self.south, self.north), longitude__range=(self.west, self.east))
        return square & Q(LessThanOrEqual(distance(self.latitude, self.longitude), _number(self.kilometres)))


def distance(latitude: Any, longitude: Any) -> Any:
    """Returns the expression of how many kilometres a place is from a point, whose parts are numbers or expressions.

    It is null of a place without a map position.
    """
    half = Value(0.5)
    # The haversine formula.
    north, east = (
        Power(Sin((Radians(F(name)) - Radians(_number(here))) * half), 2)
        for name, here in (("latitude", latitude), ("longitude", longitude))
    )
    chord = Sqrt(north + Cos(Radians(_number(latitude))) * Cos(Radians(F("latitude"))) * east)
    return Value(2 * _EARTH_RADIUS) * ASin(Least(chord, Value(1.0)))


def _number(of: Any) -> Any:
    return of if hasattr(of, "resolve_expression") else Value(float(of))


class AddressMixin(PlaceMixin, Orderable):
    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.address

    def clean(self) -> None:
        super().clean()
        self.clean_place()
        if not self.has_place:
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
