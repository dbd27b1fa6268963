"""What a translator gives is asked of the block or field that it is for, whatever way it comes."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from news.models import NewsArticlePage
from tests import factories
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
SCRIPT = "javascript:alert(1)"
NO_ADDRESS = "Enter a valid URL."


def _translated() -> tuple[Any, Translation]:
    image = factories.image()
    body = factories.stream(
        ("call_to_action", {"title": "Tule", "text": "", "link_text": "Liity", "page": None, "url": "https://a.fi/"}),
        ("embed", {"url": "https://vimeo.com/1084537", "title": "Video"}),
        ("paragraph", '<p>Lue <a href="https://b.fi/x.html">lisää</a>.</p>'),
        ("image", {"image": image.pk, "caption": "", "decorative": False}),
        (
            "accordion",
            {
                "items": [
                    {
                        "type": "item",
                        "id": "00000000-0000-4000-8000-0000000000a1",
                        "value": {
                            "title": "Kuka?",
                            "body": factories.stream(("paragraph", '<p>Katso <a href="https://c.fi/">tästä</a>.</p>')),
                        },
                    }
                ]
            },
        ),
    )
    page = factories.translate(factories.article("Uutinen", body=body), "sv", live=False)
    return page, Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)


def _put(client: Any, translation: Translation, path: str, value: Any) -> Any:
    """To the override whose path ends so."""
    segment = translation.source.overridablesegment_set.get(context__path__endswith=path)
    address = f"/admin/localize/translate/{translation.pk}/overrides/{segment.pk}/edit/"
    return client.put(address, f"value={value}", content_type=FORM)


def _put_text(client: Any, translation: Translation, path: str, value: str) -> Any:
    segment = translation.source.stringsegment_set.get(context__path__regex=f"{path}$")
    address = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
    return client.put(address, f"value={value}", content_type=FORM)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("1.url", SCRIPT, NO_ADDRESS),
        ("1.url", "JaVaScRiPt%3Aalert(1)", NO_ADDRESS),
        ("1.url", "ftp://example.org/", "This is no web address that can be linked to"),
        ("1.url", "", "Choose a page or give an address: one of the two."),
        ("2.url", SCRIPT, NO_ADDRESS),
        ("2.url", "https://example.org/", "Only services like YouTube or Vimeo can be embedded."),
        ("'https://b.fi/x.html'", SCRIPT, "The link https://b.fi/x.html cannot lead to “javascript:alert(1)”"),
        ("'https://b.fi/x.html'", "java%09script:alert(1)", "that is no web address"),
        ("'https://c.fi/'", "data:text/html,x", "that is no web address"),
        ("4.image", "x", "Select a valid choice."),
        ("4.image", "999999", "Select a valid choice."),
    ],
)
def test_an_override_that_its_block_does_not_take_is_refused(path: str, value: str, message: str) -> None:
    _page, translation = _translated()
    response = _put(signed_in("Translators: sv"), translation, path, value)
    assert response.status_code == 400
    assert message in response.json()["error"]
    assert not SegmentOverride.objects.exists()


def test_an_override_that_its_block_takes_is_kept() -> None:
    _page, translation = _translated()
    other = factories.image()
    client = signed_in("Translators: sv")
    taken = {
        "1.url": "https://a.se/",
        "2.url": "https://vimeo.com/76979871",
        "'https://b.fi/x.html'": "mailto:info@b.se",
        "'https://c.fi/'": "/sv/nyheter/",
        "4.image": str(other.pk),
    }
    for path, value in taken.items():
        assert _put(client, translation, path, value).status_code == 201
    assert {override.data for override in SegmentOverride.objects.all()} == set(taken.values())


def test_a_refused_override_leaves_the_one_before() -> None:
    _page, translation = _translated()
    client = signed_in("Translators: sv")
    assert _put(client, translation, "1.url", "https://a.se/").status_code == 201
    assert _put(client, translation, "1.url", SCRIPT).status_code == 400
    assert SegmentOverride.objects.get().data == "https://a.se/"


def test_a_text_that_is_too_long_for_its_block_or_field_is_refused() -> None:
    _page, translation = _translated()
    client = signed_in("Translators: sv")
    StringTranslation.objects.all().delete()
    for path, longest in (("1.link_text", 100), ("^title", 255)):
        response = _put_text(client, translation, path, "å" * (longest + 1))
        assert (response.status_code, response.json()["error"]) == (
            400,
            f"Ensure this value has at most {longest} characters (it has {longest + 1}).",
        )
        assert _put_text(client, translation, path, "å" * longest).status_code == 201
    assert StringTranslation.objects.count() == 2


def test_a_file_with_a_text_that_cannot_be_taken_imports_nothing() -> None:
    page, translation = _translated()
    StringTranslation.objects.all().delete()
    po = translation.export_po()
    for entry in po:
        entry.msgstr = "å" * 101 if entry.msgid == "Liity" else entry.msgid
    client = signed_in("Translators: sv")
    file = SimpleUploadedFile("translation.po", str(po).encode())
    address = f"/admin/localize/translate/{translation.pk}/pofile/upload/"
    response = client.post(address, {"file": file, "next": "/admin/translations/"})
    assert response["location"] == "/admin/translations/"
    shown = text_of(client.get("/admin/"))
    assert "Nothing was imported: 1 text cannot be taken." in shown
    assert "Ensure this value has at most 100 characters (it has 101)." in shown
    assert not StringTranslation.objects.exists()
    assert page.pk


@pytest.mark.parametrize("value", [SCRIPT, "999999", None, ["a"]])
def test_what_was_stored_before_is_not_published(value: Any) -> None:
    page, translation = _translated()
    path = "4.image" if value == "999999" else "1.url"
    segment = translation.source.overridablesegment_set.get(context__path__endswith=path)
    SegmentOverride.objects.create(locale=page.locale, context=segment.context, data_json=json.dumps(value))
    client = signed_in("Communicators")
    response = client.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"}, follow=True)
    assert f"“{value}” was not published:" in text_of(response).replace("&#x27;", "'")
    assert not NewsArticlePage.objects.get(pk=page.pk).live
