from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    name = "cms.users"
    label = "users"
    verbose_name = _("Users")

    def ready(self) -> None:
        from django.contrib import admin

        from cms.users import checks, forms  # noqa: F401 (registers the checks)

        admin.site.login_form = forms.DjangoAdminSignInForm
