from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from wagtail.contrib.redirects.models import Redirect

        from cms.core.text.web_addresses import validate_web_address
        from home import (  # noqa: F401 (registers the check, connects the receivers)
            checks,
            embeds,
            gone,
            setup,
        )

        # Wagtail's form and its import both ask the field, so an address that readers could not follow is refused
        # there.
        Redirect._meta.get_field("redirect_link").validators.append(validate_web_address)

        setup.connect()
