from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "cms.translation"
    label = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from cms.translation import (  # noqa: F401 (registers the checks, connects the receiver)
            checks,
            inheritance,
            type_checks,
        )
        from cms.translation.localize import carrying_over
        from cms.translation.snippets import models as snippets
        from cms.translation.texts import carrying

        carrying.connect()
        carrying_over.connect()
        snippets.connect()
