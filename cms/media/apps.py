from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "media"
    verbose_name = _("Media")

    def ready(self) -> None:
        from wagtail.documents.views import chooser as documents
        from wagtail.images.views import chooser as images

        from cms.media import policies, signals  # noqa: F401 (connects the receivers)

        policies.register()

        # Wagtail reads this word once, at start: an editor would see it in the site's language.
        for viewset in (images.viewset, documents.viewset):
            viewset.search_tab_label = _("Search")
