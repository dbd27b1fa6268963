"""Texts of records at the translators' desk: names, roles, labels and alternative texts, without a page around them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from wagtail.models import CollectionViewRestriction, ModelLogEntry

from cms.media.models import Image
from cms.translation.records.fields import text_fields
from organisations.models import Contact, Theme
from tests import factories
from tests.admin import is_refused, signed_in, text_of

pytestmark = pytest.mark.django_db
DESK = "/admin/translations/sv/records/"


def _save(client: Client, key: str, row: Any, words: str, version: str | None = None, tag: str = "sv") -> Any:
    seen = {} if version is None else {"version": version}
    return client.post(f"/admin/translations/{tag}/records/{key}/{row.pk}/", {"words": words, **seen})


def test_every_field_of_texts_is_on_the_desk_but_those_of_registers() -> None:
    assert set(text_fields()) == {
        "media.image.alt",
        "organisations.theme.names",
        "organisations.targetgroup.names",
        "organisations.contact.title",
        "organisations.keyfigure.unit",
        "organisations.keyfigure.label",
        "organisations.keyfigure.note",
        "organisations.programme.names",
        "organisations.organisationchannel.label",
        "organisations.projectchannel.label",
        "organisations.projectpartner.role",
        "organisations.networkmember.role",
        "organisations.networkchannel.label",
        "organisations.workinggroupchannel.label",
        "organisations.body.name",
        "organisations.body.host_name",
        "organisations.representation.role_title",
        "home.sitesettings.name",
        "home.signup.label",
        "home.sitechannel.label",
    }


def test_what_waits_is_shown_beside_its_original(swedish: Client) -> None:
    factories.theme("osallisuus", names={"fi": "Osallisuus & <valta>"})
    factories.theme("valmis", names={"fi": "Valmis nimi", "sv": "Färdigt namn"})
    factories.key_figure(label={"en": "Members"}, unit={}, note={})

    content = text_of(swedish.get(DESK))

    assert "Theme › name › Osallisuus &amp; &lt;valta&gt;" in content
    assert "Valmis nimi" not in content
    assert 'lang="en"' in content
    assert "Members" in content
    assert DESK in text_of(swedish.get("/admin/translations/sv/"))


def test_an_empty_desk_says_so(swedish: Client) -> None:
    assert "Nothing waits here in this language." in text_of(swedish.get(DESK))


def test_a_text_is_saved_in_one_language_and_logged(swedish: Client) -> None:
    theme = factories.theme("osallisuus", names={"fi": "Osallisuus", "et": "Kaasamine"})

    answer = _save(swedish, "organisations.theme.names", theme, "Delaktighet", version="")

    told = answer.json()
    assert (answer.status_code, told["state"], told["words"], told["by"]) == (200, "published", "Delaktighet", "editor")
    assert Theme.objects.get().names == {"fi": "Osallisuus", "et": "Kaasamine", "sv": "Delaktighet"}
    entry = ModelLogEntry.objects.get(content_type__model="theme")
    assert (entry.action, entry.user.username) == ("wagtail.edit", "editor")
    assert "Osallisuus" not in text_of(swedish.get(DESK)).split("t-units")[-1]


def test_a_name_that_changes_waits_again_and_shows_what_changed(swedish: Client) -> None:
    theme = factories.theme("osallisuus", names={"fi": "Osallisuus"})
    _save(swedish, "organisations.theme.names", theme, "Delaktighet")
    theme = Theme.objects.get()
    theme.names = {**theme.names, "fi": "Osallisuus ja valta"}
    theme.save()

    content = text_of(swedish.get(DESK))
    assert "Original changed" in content
    assert "<ins> ja valta</ins>" in content
    assert _save(swedish, "organisations.theme.names", theme, "Delaktighet").json()["state"] == "published"
    assert "Nothing waits here" in text_of(swedish.get(DESK))


def test_two_translators_do_not_write_over_each_other(swedish: Client) -> None:
    theme = factories.theme("osallisuus", names={"fi": "Osallisuus"})
    anna = signed_in("Translators: sv", name="anna")
    _save(anna, "organisations.theme.names", theme, "Delaktighet", version="")

    answer = _save(swedish, "organisations.theme.names", theme, "Inkludering", version="")

    assert (answer.status_code, answer.json()["words"]) == (409, "Delaktighet")
    assert (
        _save(swedish, "organisations.theme.names", theme, "Inkludering", answer.json()["version"]).status_code == 200
    )


def test_a_text_that_is_too_long_is_refused(swedish: Client) -> None:
    figure = factories.key_figure(unit={"fi": "henkilöä"})

    answer = _save(swedish, "organisations.keyfigure.unit", figure, "x" * 61)

    assert (answer.status_code, answer.json()["problem"]) == (400, "sv: at most 60 characters, this has 61.")


def test_an_editor_with_the_form_open_does_not_take_a_translation_back(swedish: Client) -> None:
    """The form was opened before the translator wrote."""
    theme = factories.theme("osallisuus", names={"fi": "Osallisuus"})
    editor = signed_in("Communicators", name="c")
    form = {"slug": "osallisuus", "names_fi": "Osallisuus ja valta", "names_sv": "", "names_en": "", "names_ru": "",
            "names_fi_seen": "Osallisuus", "names_sv_seen": "", "names_en_seen": "", "names_ru_seen": "",
            "yso_uri": ""}  # fmt: skip
    _save(swedish, "organisations.theme.names", theme, "Delaktighet")

    answer = editor.post(f"/admin/snippets/organisations/theme/edit/{theme.pk}/", form)

    assert answer.status_code == 302
    assert Theme.objects.get().names == {"fi": "Osallisuus ja valta", "sv": "Delaktighet"}


def test_what_a_translator_may_not_see_is_neither_shown_nor_written(swedish: Client) -> None:
    person = factories.contact(title={"fi": "Johtaja"}, name="Anna Salainen")
    Contact.objects.filter(pk=person.pk).update(consent_given_on=None)
    collection = factories.collection("Salaiset")
    picture = factories.image("Salainen kuva", alt={"fi": "Salaisuus"}, collection=collection)
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    factories.contact(title={"fi": "Tiedottaja"}, name="Julkinen", consent_given_on=date(2020, 1, 1))

    content = text_of(swedish.get(DESK))

    assert "Tiedottaja" in content
    assert "Johtaja" not in content
    assert _save(swedish, "organisations.contact.title", person, "Direktör").status_code == 404
    answer = _save(swedish, "media.image.alt", picture, "Hemlighet")
    assert (answer.status_code == 404) == ("Salaisuus" not in content)
    assert Contact.objects.get(pk=person.pk).title == {"fi": "Johtaja"}


def test_alternative_texts_are_written_by_translators(swedish: Client) -> None:
    image = factories.image("Kuva", alt={"fi": "Ihmisiä pöydän ääressä"})

    assert _save(swedish, "media.image.alt", image, "Människor vid ett bord").status_code == 200
    assert Image.objects.get(pk=image.pk).alt["sv"] == "Människor vid ett bord"


def test_another_language_an_unknown_field_and_nothing_to_translate_are_refused(swedish: Client) -> None:
    theme = factories.theme("osallisuus", names={"fi": "Osallisuus"})

    assert is_refused(_save(swedish, "organisations.theme.names", theme, "X", tag="ru"))
    assert is_refused(swedish.get("/admin/translations/ru/records/"))
    assert _save(swedish, "organisations.theme.slug", theme, "x").status_code == 404
    assert _save(swedish, "organisations.area.names", theme, "x").status_code == 404
    assert swedish.get(f"{DESK}organisations.theme.names/{theme.pk}/").status_code == 405
    assert Theme.objects.get().names == {"fi": "Osallisuus"}
