from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "cms.translation"
    label = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from cms.translation import inheritance, type_checks  # noqa: F401 (connects the receiver, registers the checks)
        from cms.translation.localize import carrying_over
        from cms.translation.snippets import models as snippets
        from cms.translation.texts import carrying, snapshot

        carrying.connect()
        carrying_over.connect()
        snapshot.connect()
        snippets.connect()
