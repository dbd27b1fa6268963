"""The forms for signing in, which say how long to wait when the brake is on."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm
from wagtail.admin.forms.auth import LoginForm

from cms.users import brake


class BrakedFormMixin(AuthenticationForm):
    def get_invalid_login_error(self) -> forms.ValidationError:
        request: Any = self.request
        if wait := brake.waiting(request):
            return forms.ValidationError(brake.words(wait), code="too_many_attempts")
        return super().get_invalid_login_error()


class SignInForm(BrakedFormMixin, LoginForm):
    """The form for signing in to the Wagtail admin."""


class DjangoAdminSignInForm(BrakedFormMixin, AdminAuthenticationForm):
    pass
