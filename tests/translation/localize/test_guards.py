"""wagtail-localize's addresses: whose language it is, locks, and input that is not what it should be."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.translation.type_checks import check_snippets
from home.models import Menu
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in, text_of

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def russian() -> NewsArticlePage:
    """A draft translation into Russian."""
    return factories.translate(factories.article("Uutinen"), "ru", strings=0, live=False)


def _translation(page: Any) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)


def _string_address(page: Any) -> str:
    translation = _translation(page)
    segment = StringSegment.objects.get(source=translation.source, context__path="title")
    return f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"


def _po(page: Any, text: str) -> SimpleUploadedFile:
    po = _translation(page).export_po()
    for entry in po:
        entry.msgstr = text
    return SimpleUploadedFile("translation.po", str(po).encode())


def _upload(client: Client, page: Any, file: Any) -> Any:
    address = f"/admin/localize/translate/{_translation(page).pk}/pofile/upload/"
    return client.post(
        address, {"file": file, "next": "/admin/translations/"} if file else {"next": "/admin/translations/"}
    )


def test_another_languages_strings_are_refused(swedish: Client, russian: NewsArticlePage) -> None:
    one = f"/admin/localize/translate/{_translation(russian).pk}"
    assert swedish.put(_string_address(russian), "value=X", content_type=FORM).status_code == 403
    assert swedish.delete(_string_address(russian)).status_code == 403
    assert is_refused(_upload(swedish, russian, _po(russian, "X")))
    assert is_refused(_upload(swedish, russian, None))
    assert is_refused(swedish.get(f"{one}/pofile/download/"))
    assert is_refused(swedish.get(f"{one}/preview/"))
    assert is_refused(swedish.post(f"{one}/disable/"))
    assert is_refused(swedish.post(f"/admin/localize/page/{russian.pk}/convert_to_alias/"))
    assert is_refused(swedish.post(f"/admin/pages/{russian.pk}/edit/", {"action": "publish"}))
    assert not StringTranslation.objects.exists()
    russian.refresh_from_db()
    assert (russian.live, russian.alias_of_id) == (False, None)


def test_the_own_language_is_accepted(russian: NewsArticlePage) -> None:
    client = signed_in("Translators: ru")
    assert client.put(_string_address(russian), "value=X", content_type=FORM).status_code == 201
    assert client.delete(_string_address(russian)).status_code == 200
    assert _upload(client, russian, _po(russian, "Новость")).url == "/admin/translations/"
    assert set(StringTranslation.objects.values_list("data", flat=True)) == {"Новость"}
    assert client.get(f"/admin/localize/translate/{_translation(russian).pk}/preview/").status_code == 200


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "A value is missing."),
        ("other=1", "A value is missing."),
        ("value=a%00b", "Null characters are not allowed."),
    ],
)
def test_a_string_without_a_value_is_a_bad_request(russian: NewsArticlePage, body: str, message: str) -> None:
    client = signed_in("Translators: ru")
    response = client.put(_string_address(russian), body, content_type=FORM)
    assert (response.status_code, response.content.decode()) == (400, message)


def test_a_chosen_value_that_is_no_key_is_a_bad_request_too() -> None:
    image = factories.image()
    page = factories.article(body=factories.stream(("image", {"image": image.pk, "caption": "", "decorative": False})))
    target = factories.translate(page, "ru", live=False)
    translation = _translation(target)
    segment = translation.source.overridablesegment_set.get()
    address = f"/admin/localize/translate/{translation.pk}/overrides/{segment.pk}/edit/"
    assert signed_in("Translators: ru").put(address, "", content_type=FORM).status_code == 400
    assert (
        signed_in("Translators: sv", name="sv").put(address, f"value={image.pk}", content_type=FORM).status_code == 403
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "Choose a PO file to upload."),
        (b"msgid", "This is no PO file that was downloaded here"),
        (b"\x00X-WagtailLocalize-TranslationID", "Please upload a valid PO file."),
        (b"\xff\xfe X-WagtailLocalize-TranslationID", "Please upload a valid PO file."),
        (b'msgid "X-WagtailLocalize-TranslationID"\nmsgstr "x"\n', "Please upload a valid PO file."),
        (b'msgid ""\nmsgstr ""\n"X-WagtailLocalize-TranslationID: 1\\n"\n', "created for a different translation"),
    ],
)
def test_a_file_that_is_no_po_file_of_this_translation(
    russian: NewsArticlePage, content: bytes | None, message: str
) -> None:
    client = signed_in("Translators: ru")
    response = _upload(client, russian, SimpleUploadedFile("x.po", content) if content else None)
    assert response.url == "/admin/translations/"
    assert message in text_of(client.get("/admin/"))
    assert not StringTranslation.objects.exists()


def test_a_lock_holds_for_translations(russian: NewsArticlePage) -> None:
    client = signed_in("Translators: ru")
    NewsArticlePage.objects.filter(pk=russian.pk).update(locked=True)
    assert client.put(_string_address(russian), "value=X", content_type=FORM).status_code in {302, 403}
    assert is_refused(_upload(client, russian, _po(russian, "X")))
    response = client.post(f"/admin/pages/{russian.pk}/edit/", {"action": "publish"}, follow=True)
    assert "The page is locked: it was not published." in text_of(response)
    russian.refresh_from_db()
    assert (russian.live, StringTranslation.objects.count()) == (False, 0)


def test_a_translation_whose_page_is_gone_is_not_found(russian: NewsArticlePage) -> None:
    address = _string_address(russian)
    russian.delete()
    client = signed_in("Communicators")
    assert client.put(address, "value=X", content_type=FORM, follow=True).status_code == 404
    assert client.get("/admin/localize/translate/999999/pofile/download/", follow=True).status_code == 404


def test_submitting_takes_only_languages_of_the_users_own() -> None:
    """The right to submit knows no language: somebody who has it for one language must not use it for another."""
    group = Group.objects.get(name="Translators: sv")
    permission = Group.objects.get(name="Communicators").permissions.get(codename="submit_translation")
    group.permissions.add(permission)
    page = factories.article()
    client = signed_in("Translators: sv")
    address = f"/admin/localize/submit/page/{page.pk}/"
    assert is_refused(client.post(address, {"locales": [factories.locale("ru").pk]}))
    assert client.post(address, {"locales": [factories.locale("sv").pk]}).status_code == 302
    tags = NewsArticlePage.objects.filter(translation_key=page.translation_key).values_list(
        "locale__language_code", flat=True
    )
    assert set(tags) == {"fi", "sv"}


def test_a_translation_is_made_from_the_original_and_from_no_translation() -> None:
    page = factories.article()
    swedish = factories.translate(page, "sv")
    client = signed_in("Communicators")

    response = client.post(f"/admin/localize/submit/page/{swedish.pk}/", {"locales": [factories.locale("en").pk]})

    assert (response.status_code, response["location"]) == (302, f"/admin/localize/submit/page/{page.pk}/")
    assert not page.has_translation(factories.locale("en"))


def test_translators_cannot_submit_or_edit_menus(swedish: Client) -> None:
    menu = Menu.objects.create(handle="main", locale=factories.locale("fi"))
    assert is_refused(swedish.post(f"/admin/localize/submit/snippet/home/menu/{menu.pk}/", {"locales": []}))
    assert is_refused(swedish.get(f"/admin/snippets/home/menu/edit/{menu.pk}/"))


def test_the_report_of_all_languages_is_for_those_who_submit(swedish: Client) -> None:
    assert is_refused(swedish.get("/admin/localize/reports/translations/results/"))
    assert "/admin/localize/reports/translations/" not in text_of(swedish.get("/admin/"))
    communicator = signed_in("Communicators", name="c")
    assert communicator.get("/admin/localize/reports/translations/").status_code == 200


def test_a_value_is_sent_as_a_form(russian: NewsArticlePage) -> None:
    client = signed_in("Translators: ru")
    address = _string_address(russian)
    assert client.put(address, '{"value": "X"}', content_type="application/json").status_code == 415
    assert client.put(address, "value=X", content_type="text/plain").status_code == 415
    assert client.put(address, "other=value", content_type=FORM).status_code == 400
    # As wagtail-localize's own editor would, which no page shows any longer (decisions/0016).
    assert client.put(address, encode_multipart(BOUNDARY, {"other": "value"}), MULTIPART_CONTENT).status_code == 400
    assert client.put(address, encode_multipart(BOUNDARY, {"value": "X"}), MULTIPART_CONTENT).status_code == 201
    assert StringTranslation.objects.get().data == "X"


def test_a_menus_handle_is_no_text_to_translate() -> None:
    menu = Menu.objects.create(handle="main", locale=factories.locale("fi"))
    source, _ = TranslationSource.get_or_create_from_instance(menu)
    assert not StringSegment.objects.filter(source=source, context__path="handle").exists()
    assert check_snippets() == []


def test_a_key_that_would_be_translated_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Menu, "override_translatable_fields", [])
    assert [error.msg for error in check_snippets()] == ["Menu.handle is a key: synchronise it."]
