"""The home page, content pages, and what belongs to the whole site: its settings, footer and menus."""

import contextlib
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail_localize.fields import SynchronizedField

from cms.core.blocks import BodyBlock, MenuItemsBlock
from cms.core.text.localised_text import LocalisedTextField
from cms.core.text.web_addresses import WebAddressField
from cms.core.validators import format_phone, validate_phone
from cms.translation.pages import TextPageMixin
from cms.translation.snippets.models import FollowingMixin
from organisations.models import ChannelMixin


class HomePage(TextPageMixin, Page):
    """The home page of one language and the root of everything in it. Its address is the language's tag."""

    content_kind = "home-page"
    ingress = models.TextField(verbose_name=_("ingress"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("ingress"), FieldPanel("body")]
    promote_panels = TextPageMixin.promote_panels
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.ContentPage",
        "news.NewsIndexPage",
        "news.EventIndexPage",
        "organisations.OrganisationIndexPage",
        "organisations.ProjectIndexPage",
        "organisations.AdvocacyIndexPage",
        "organisations.ContributionIndexPage",
        "organisations.FundingIndexPage",
        "organisations.TrainingIndexPage",
        "organisations.VolunteeringIndexPage",
        "organisations.NetworkIndexPage",
        "organisations.WorkingGroupIndexPage",
        "organisations.MeetingIndexPage",
        "organisations.ActionPlanIndexPage",
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.locale.language_code
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        twin = HomePage.objects.filter(locale=self.locale).exclude(pk=self.pk).first()
        if twin:
            raise ValidationError(
                _("%(language)s already has a home page: “%(title)s”."),
                params={"language": self.locale, "title": twin.title},
                code="home_page_exists",
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.slug = self.locale.language_code
        super().save(*args, **kwargs)


class ContentPage(TextPageMixin, Page):
    """A page about anything that has a page of its own, such as services, training, networks, or us."""

    content_kind = "content-page"
    facts = (*TextPageMixin.facts, "hero_image")

    ingress = models.TextField(verbose_name=_("ingress"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    hero_image = models.ForeignKey(
        "media.Image", verbose_name=_("main image"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("ingress"),
        FieldPanel("hero_image"),
        FieldPanel("body"),
    ]
    promote_panels = TextPageMixin.promote_panels
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")


class Menu(FollowingMixin, models.Model):
    """A menu in one language. Partner sites ask for it by its handle.

    The menus of other languages follow the first: translators write their titles.
    """

    keeps_gaps = True

    handle = models.SlugField(
        verbose_name=_("handle"), help_text=_("Partner sites find the menu by it, like “main” or “footer”.")
    )
    items = StreamField(MenuItemsBlock(), verbose_name=_("items"), blank=True)

    panels = [FieldPanel("handle"), FieldPanel("items")]
    # Partner sites ask for the menu of every language by the same handle.
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("handle", overridable=False)]

    class Meta(FollowingMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        unique_together = [("translation_key", "locale"), ("handle", "locale")]

    def __str__(self) -> str:
        return self.handle


class Footer(FollowingMixin, models.Model):
    """The footer of every page in one language. Those of other languages follow the first."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    panels = [FieldPanel("body")]

    class Meta(FollowingMixin.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")

    def __str__(self) -> str:
        return str(_("Footer"))


@register_setting(icon="home")
class SiteSettings(BaseSiteSetting, ClusterableModel):
    """Who publishes the site and how to reach them."""

    name = LocalisedTextField(verbose_name=_("name of the site"), blank=True)
    logo = models.ForeignKey(
        "media.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("On the sign-in page, on readable pages and for partner sites. Not one of a private collection."),
    )
    email = models.EmailField(verbose_name=_("e-mail"), blank=True)
    phone = models.CharField(verbose_name=_("telephone"), max_length=40, blank=True, validators=[validate_phone])
    street = models.CharField(verbose_name=_("street address"), max_length=255, blank=True)
    postal_code = models.CharField(verbose_name=_("postal code"), max_length=20, blank=True)
    city = models.CharField(verbose_name=_("post office"), max_length=100, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("logo"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
            ],
            heading=_("Contact"),
        ),
        InlinePanel("channels", label=_("Channel"), heading=_("Channels")),
        InlinePanel("sign_ups", label=_("Sign-up"), heading=_("Sign-ups")),
    ]

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")

    def clean(self) -> None:
        super().clean()
        if self.phone:
            with contextlib.suppress(ValidationError):  # The field's own validator tells what is wrong.
                self.phone = format_phone(self.phone)


class SiteChannel(ChannelMixin):
    page = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="channels")


class SignUp(Orderable):
    """A place where readers leave their address, such as a newsletter or a membership form."""

    page = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="sign_ups")
    label = LocalisedTextField(verbose_name=_("label"))
    url = WebAddressField(verbose_name=_("address"), max_length=500)

    panels = [FieldPanel("label"), FieldPanel("url")]


class GoneAddress(models.Model):
    """An address at which something public used to be.

    Readers learn that it is gone, not that it never was.
    """

    path = models.CharField(max_length=2000, unique=True)
    gone_at = models.DateTimeField()

    class Meta:
        verbose_name = _("gone address")
        verbose_name_plural = _("gone addresses")

    def __str__(self) -> str:
        return self.path
