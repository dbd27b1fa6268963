"""Areas: municipalities, regions, wellbeing services counties and the country.

They are reference data, loaded from `areas.csv`. Source: Statistics Finland, regional classifications (municipality,
region, wellbeing services county), 2025, CC BY 4.0. The data were edited.
"""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.core.text.localised_text import LocalisedText, LocalisedTextField


class AreaKind(models.TextChoices):
    MUNICIPALITY = "MUNICIPALITY", _("Municipality")
    REGION = "REGION", _("Region")
    WELLBEING_COUNTY = "WELLBEING_COUNTY", _("Wellbeing services county")
    COUNTRY = "COUNTRY", _("Country")


class UnknownArea(ValueError):
    pass


def _kind_of(code: str) -> AreaKind:
    """Returns the kind of area that a bare code names: three digits are a municipality, letters the country.

    Raises UnknownArea for other codes, because a region and a county may share two digits.
    """
    if code.isalpha():
        return AreaKind.COUNTRY
    if len(code) == 3:
        return AreaKind.MUNICIPALITY
    raise UnknownArea(
        f"{code!r} may be a region or a wellbeing services county: write REGION:{code} or WELLBEING_COUNTY:{code}."
    )


class AreaQuerySet(models.QuerySet["Area"]):
    def current(self) -> Self:
        return self.filter(valid_until__isnull=True)

    def with_codes(self, codes: Iterable[str]) -> list["Area"]:
        """Returns the areas with codes such as `049`, `FI` or `REGION:01`, in the order of the codes.

        An abolished municipality leads to its successor. Raises UnknownArea for a code that no area has.
        """
        wanted: dict[str, tuple[str, str]] = {}
        for code in codes:
            kind, colon, number = code.partition(":")
            wanted[code] = (kind, number) if colon else (_kind_of(code), code)
        rows = self.filter(code__in={number for _, number in wanted.values()}).select_related("successor")
        found = {(area.kind, area.code): area for area in rows}
        for code, key in wanted.items():
            if key not in found:
                raise UnknownArea(f"There is no area with the code {code!r}.")
        return [found[key].successor or found[key] for key in wanted.values()]

    def with_code(self, code: str) -> "Area":
        return self.with_codes([code])[0]

    def serving(self, areas: Iterable["Area"]) -> Self:
        """Returns what serves these areas: each area itself, the region and county it is in, the whole country."""
        wanted = Q(kind=AreaKind.COUNTRY)
        for area in areas:
            wanted |= Q(pk__in=[key for key in (area.pk, area.region_id, area.county_id) if key])
        return self.filter(wanted)

    def within(self, areas: Iterable["Area"]) -> Self:
        """Returns what lies in these areas, taken together, on today's map.

        These are the areas themselves, their municipalities and what was merged into those, and each region and county
        whose municipalities all lie in them.
        """
        areas = list(areas)
        if any(area.kind == AreaKind.COUNTRY for area in areas):
            return self.all()
        keys = [area.pk for area in areas]
        today = self.model.objects.current().filter(kind=AreaKind.MUNICIPALITY)
        inside = today.filter(Q(pk__in=keys) | Q(region__in=keys) | Q(county__in=keys))
        outside = today.exclude(pk__in=inside.values("pk"))
        wanted = Q(pk__in=keys) | Q(pk__in=inside.values("pk")) | Q(successor__in=inside.values("pk"))
        for name in ("region", "county"):
            all_inside = ~Q(pk__in=outside.filter(**{f"{name}__isnull": False}).values(name))
            wanted |= Q(pk__in=inside.values(name)) & all_inside
        return self.filter(wanted)


class Area(index.Indexed, models.Model):
    # Names come from the register, and nobody translates them.
    is_reference_data = True

    kind = models.CharField(verbose_name=_("kind"), max_length=20, choices=AreaKind.choices)
    code = models.CharField(verbose_name=_("code"), max_length=3)
    names = LocalisedTextField(verbose_name=_("name"))
    region = models.ForeignKey(
        "self", verbose_name=_("region"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    county = models.ForeignKey(
        "self",
        verbose_name=_("wellbeing services county"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    valid_from = models.DateField(verbose_name=_("valid from"), null=True, blank=True)
    valid_until = models.DateField(verbose_name=_("abolished on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", verbose_name=_("successor"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AreaQuerySet.as_manager()

    search_fields = [
        index.AutocompleteField("search_text"),
        index.SearchField("search_text"),
        index.FilterField("kind"),
        index.FilterField("valid_until"),
    ]

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["kind", "code"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="area_kind_code")]

    def __str__(self) -> str:
        name = str(LocalisedText(self.names))
        return name if self.kind == AreaKind.MUNICIPALITY else f"{name} ({self.get_kind_display()})"

    @property
    def key(self) -> str:
        """The code by which `with_codes` finds the area."""
        may_share_its_code = self.kind in {AreaKind.REGION, AreaKind.WELLBEING_COUNTY}
        return f"{self.kind}:{self.code}" if may_share_its_code else self.code

    def search_text(self) -> str:
        return " ".join([self.code, *self.names.values()])
