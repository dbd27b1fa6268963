"""Ordered references from a page. Concrete classes add the field `page` for the page to which they belong."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class AreaLinkMixin(Orderable):
    area = models.ForeignKey("organisations.Area", verbose_name=_("area"), on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("area")]

    class Meta(Orderable.Meta):
        abstract = True


class ContactLinkMixin(Orderable):
    contact = models.ForeignKey(
        "organisations.Contact", verbose_name=_("contact"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("contact")]

    class Meta(Orderable.Meta):
        abstract = True


class OrganisationLinkMixin(Orderable):
    organisation = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("organisation")]

    class Meta(Orderable.Meta):
        abstract = True


class ProjectLinkMixin(Orderable):
    project = models.ForeignKey(
        "organisations.ProjectPage", verbose_name=_("project"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("project")]

    class Meta(Orderable.Meta):
        abstract = True


class DocumentLinkMixin(Orderable):
    document = models.ForeignKey(
        "media.Document", verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        abstract = True
