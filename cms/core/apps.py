from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        from cms.core import (  # noqa: F401 (registers the checks and the widgets)
            checks,
            choosers,
            lazy_words,
            number_inputs,
            widget_scripts,
        )

        choosers.register()
        lazy_words.keep()
        widget_scripts.connect()
