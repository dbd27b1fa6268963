"""A browser of somebody who is signed in to the admin and reads English."""

from typing import Any

from django.test import Client

from tests import factories


def signed_in(*groups: str, name: str = "editor", **options: Any) -> Client:
    client = Client(headers={"accept-language": "en"}, **options)
    client.force_login(factories.user(name, *groups))
    return client


def text_of(response: Any) -> str:
    """With single spaces."""
    return " ".join(response.content.decode().split())


def is_refused(response: Any) -> bool:
    """Wagtail sends those without the right back to the admin's home page."""
    return (response.status_code, response.headers.get("location")) == (302, "/admin/")
