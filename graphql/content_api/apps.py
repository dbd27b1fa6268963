from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentApiConfig(AppConfig):
    name = "content_api"
    verbose_name = _("Content API")
