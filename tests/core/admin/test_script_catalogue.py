"""What scripts of the admin say."""

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from cms.users.models import User
from tests.admin import signed_in

pytestmark = pytest.mark.django_db


def _signed_in(language: str) -> Client:
    client = signed_in("Communicators")
    profile = UserProfile.get_for_user(User.objects.get())
    profile.preferred_language = language
    profile.save()
    return client


def _catalogue(client: Client, address: str) -> dict[str, Any]:
    before = "const newcatalog = "
    script = client.get(address).content.decode()
    catalogue: dict[str, Any] = json.JSONDecoder().raw_decode(script, script.index(before) + len(before))[0]
    return catalogue


@pytest.mark.parametrize("address", ["/admin/jsi18n/", "/admin/localize/jsi18n/"])
def test_scripts_say_in_finnish_what_the_libraries_do_not(address: str) -> None:
    catalogue = _catalogue(_signed_in("fi"), address)
    assert catalogue["Publish in "] == "Julkaise: "
    assert catalogue["Changes have been autosaved."] == "Muutokset on tallennettu automaattisesti."
    assert catalogue["Reply"] == "Vastaa"  # Wagtail's own


def test_the_language_is_that_of_the_person() -> None:
    assert _catalogue(_signed_in("sv"), "/admin/localize/jsi18n/")["Publish in "] == "Publicera på "


def test_whoever_is_not_signed_in_reads_their_browsers_language() -> None:
    client = Client(headers={"accept-language": "ru"})
    assert _catalogue(client, "/admin/jsi18n/")["Publish in "] == "Опубликовать: "
