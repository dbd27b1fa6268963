from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        from cms.core import checks  # noqa: F401 (registers the checks)
        from cms.core.admin import choosers, lazy_words, number_inputs, widget_scripts  # noqa: F401 (registers the widgets)

        choosers.register()
        lazy_words.keep()
        widget_scripts.connect()
