from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from home import embeds, furnish, gone  # noqa: F401 (connects the receivers)

        furnish.connect()
