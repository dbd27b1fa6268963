from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentApiConfig(AppConfig):
    name = "content_api"
    verbose_name = _("Content API")

    def ready(self) -> None:
        from content_api import checks, type_checks  # noqa: F401 (registers the checks)
