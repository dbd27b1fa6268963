"""Wagtail's views that take a password or send mail to whoever asks, with the brake on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.views import account

from cms.users import brake

View = Callable[..., HttpResponse]


class PasswordResetView(account.PasswordResetView):
    def form_valid(self, form: Any) -> HttpResponse:
        name = f"{brake.RESET}{form.cleaned_data['email'].lower()}"[: brake.NAME_LENGTH]
        if wait := brake.waiting(self.request, name):
            form.add_error(None, brake.words(wait))
            return brake.refused(self.form_invalid(form), wait)
        brake.count(self.request, name)
        return super().form_valid(form)


def takes_shared_password(view: View) -> View:
    """Puts the brake on the view that asks for the shared password of a restricted page or collection.

    The view answers the right password with a redirect, and a wrong one with the form.
    """

    @wraps(view)
    def braked(request: HttpRequest, restriction_id: int, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, restriction_id, **kwargs)
        name = f"{brake.PASSWORD}{view.__module__} {restriction_id}"
        if wait := brake.waiting(request, name):
            return brake.refused(HttpResponse(brake.words(wait), content_type="text/plain; charset=utf-8"), wait)
        response = view(request, restriction_id, **kwargs)
        if response.status_code == 200:
            brake.count(request, name)
        return response

    return braked
