"""What an open editor is told of its session, and what a form that is out of date leads to."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.users.models import User
from tests import factories as make
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


def _state(client: Client, form: str) -> Any:
    return client.get("/admin/session/", {"form": form}).json()["state"]


def test_an_open_editor_is_told_why_it_cannot_save() -> None:
    article = make.article()
    edit = f"/admin/pages/{article.pk}/edit/"
    communicator = signed_in("Communicators")
    translator = signed_in("Translators: sv", name="translator")

    assert _state(Client(), edit) == "signed_out"
    assert _state(communicator, edit) == "ok"
    assert _state(translator, edit) == "no_rights"
    add = f"/admin/pages/add/news/newsarticlepage/{article.get_parent().pk}/"
    assert [_state(client, add) for client in (communicator, translator)] == ["ok", "no_rights"]
    User.objects.get(username="editor").groups.clear()
    assert _state(communicator, edit) == "no_rights"


def test_a_translator_begins_with_a_page_that_they_may_not_edit() -> None:
    translator = signed_in("Translators: sv")

    assert _state(translator, f"/admin/translations/sv/{make.article().pk}/start/") == "ok"


def test_an_open_editor_is_told_that_its_page_is_gone() -> None:
    assert _state(signed_in("Communicators"), "/admin/pages/999999/edit/") == "gone"


@pytest.mark.parametrize("form", ["", "/admin/snippets/organisations/theme/", "nonsense", "/admin/x\x00/"])
def test_other_forms_are_saved_by_whoever_may_enter(form: str) -> None:
    assert _state(signed_in("Communicators"), form) == "ok"


def test_the_token_is_valid_after_another_sign_in() -> None:
    client = Client(enforce_csrf_checks=True)
    make.user("anna", "Communicators", password="salasana-2026")
    token = client.get("/admin/session/").json()["csrf_token"]

    client.post(LOGIN, {"username": "anna", "password": "salasana-2026", "csrfmiddlewaretoken": token})
    release = reverse("wagtailadmin_editing_sessions:release", args=[1])
    assert client.post(release, {"csrfmiddlewaretoken": token}).status_code == 403
    fresh = client.get("/admin/session/").json()["csrf_token"]

    assert client.post(release, {"csrfmiddlewaretoken": fresh}).status_code == 200


def test_the_session_is_not_kept_by_caches() -> None:
    assert "no-store" in Client().get("/admin/session/")["Cache-Control"]
    assert Client().post("/admin/session/").status_code == 405


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("en", "The form is out of date"),
        ("fi", "Lomake on vanhentunut"),
        ("sv", "Formuläret är föråldrat"),
        ("ru", "Форма устарела"),
    ],
)
def test_a_sign_in_page_that_was_left_open_says_what_to_do(tag: str, title: str) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": tag})

    response = client.post(LOGIN, {"username": "anna", "password": "salainen-sana", "next": "/admin/pages/"})

    assert response.status_code == 403
    text = text_of(response)
    assert f"<h1>{title}</h1>" in text
    assert f'href="{LOGIN}?next=/admin/pages/"' in text
    assert "salainen-sana" not in text
    assert "verification" not in text


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_it_leads_nowhere_else(address: str) -> None:
    response = Client(enforce_csrf_checks=True).post(LOGIN, {"next": address})

    assert f'href="{LOGIN}?next=/admin/"' in text_of(response)


def test_a_form_that_is_out_of_date_is_explained_in_the_editors_language() -> None:
    client = signed_in("Communicators", enforce_csrf_checks=True)
    profile = UserProfile.get_for_user(User.objects.get())
    profile.preferred_language = "fi"
    profile.save()
    url = f"/admin/pages/{make.article().pk}/edit/"

    response = client.post(url, {"title": "Salainen otsikko"})

    assert response.status_code == 403
    text = text_of(response)
    assert re.search(r"Mitään ei tallennettu\.", text)
    assert f'href="{url}"' in text
    assert "Salainen otsikko" not in text


def test_a_script_is_told_in_its_own_way() -> None:
    client = signed_in("Communicators", enforce_csrf_checks=True)

    response: Any = client.post("/admin/pages/1/edit/", headers={"accept": "application/json"})

    assert (response.status_code, response.json()["error_code"]) == (403, "csrf_failure")


def test_the_window_for_signing_in_again_is_for_those_who_have() -> None:
    url = "/admin/session/signed-in/"

    assert Client().get(url).headers["location"] == f"{LOGIN}?next={url}"
    assert "editing/signed_in.js" in text_of(signed_in("Communicators").get(url))
