from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "media"
    verbose_name = _("Media")

    def ready(self) -> None:
        from wagtail.admin.views import account
        from wagtail.documents.views import chooser as documents
        from wagtail.images.views import chooser as images

        from cms.media import policies, signals  # noqa: F401 (connects the receivers)
        from cms.media.avatars import AvatarForm

        policies.register()
        # Wagtail has no hook to change a panel of its own.
        account.AvatarSettingsPanel.form_class = AvatarForm
        account.AvatarSettingsPanel.template_name = "media/avatar_panel.html"  # Wagtail's own shows no errors.

        # Wagtail reads this word once, at start: every editor would see it in the site's language.
        for viewset in (images.viewset, documents.viewset):
            viewset.search_tab_label = _("Search")
