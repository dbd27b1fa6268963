"""An image that would be silent is refused at publishing, and named; a draft may be saved."""

from typing import Any

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import Translation

from cms.translation.editing.alternative_texts import lacking
from news.models import NewsArticlePage
from tests import factories
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db

RELATIONS = ("areas", "organisations", "projects", "positions", "events", "contacts", "comments")


def _post(page: NewsArticlePage, *, publish: bool, **fields: Any) -> Any:
    data = {
        "title": page.title,
        "slug": page.slug,
        "ingress": page.ingress,
        "date": "2026-01-15",
        "hero_image": "",
        "body": streamfield([]),
        **{name: inline_formset([]) for name in RELATIONS},
        **fields,
    }
    if publish:
        data["action-publish"] = "1"
    client = signed_in("Communicators")
    return client.post(f"/admin/pages/{page.pk}/edit/", nested_form_data(data), follow=True)


def _image_block(image: Any, *, decorative: bool = False) -> dict[str, Any]:
    return {"image": image.pk, "caption": "", **({"decorative": "on"} if decorative else {})}


def test_a_silent_main_image_is_refused_and_named() -> None:
    page = factories.article(live=False)
    image = factories.image("Kesäpäivät", alt={"sv": "Sommardagar"})
    response = _post(page, publish=True, hero_image=image.pk)
    assert "The image “Kesäpäivät” has no alternative text in suomi." in text_of(response)
    page.refresh_from_db()
    assert page.live is False


def test_silent_images_in_the_text_and_its_gallery_are_refused() -> None:
    page = factories.article(live=False)
    first, second = factories.image("Yksi", alt={}), factories.image("Kaksi", alt={})
    body = streamfield(
        [
            ("image", _image_block(first)),
            ("gallery", {"images": streamfield([("item", _image_block(second)), ("item", _image_block(first))])}),
        ]
    )
    for index in ("0", "1"):
        del body["1"]["value"]["images"][index]["type"]  # A list's items have none.
    response = _post(page, publish=True, body=body)
    assert "The images “Yksi”, “Kaksi” have no alternative text in suomi." in text_of(response)


def test_a_draft_with_a_silent_image_is_saved() -> None:
    page = factories.article(live=False)
    image = factories.image("Kesäpäivät", alt={})
    response = _post(page, publish=False, hero_image=image.pk)
    assert "has no alternative text" not in text_of(response)
    assert NewsArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object().hero_image == image


@pytest.mark.parametrize("how", ["text", "library", "here"])
def test_images_that_speak_or_are_decorative_are_published(how: str) -> None:
    page = factories.article(live=False)
    image = {
        "text": lambda: factories.image(alt={"fi": "Väkeä torilla"}),
        "library": lambda: factories.image(alt={}, is_decorative=True),
        "here": lambda: factories.image(alt={}),
    }[how]()
    _post(page, publish=True, body=streamfield([("image", _image_block(image, decorative=how == "here"))]))
    page.refresh_from_db()
    assert page.live is True


def test_a_translation_is_refused_by_the_text_in_its_own_language() -> None:
    image = factories.image("Kesäpäivät", alt={"fi": "Väkeä"})
    page = factories.article("Uutinen", hero_image=image)
    target = factories.translate(page, "sv", live=False)
    client = signed_in("Translators: sv")
    response = client.post(f"/admin/pages/{target.pk}/edit/", {"action": "publish"}, follow=True)
    assert "The image “Kesäpäivät” has no alternative text in svenska." in text_of(response)
    target.refresh_from_db()
    assert target.live is False


def test_a_logo_needs_none_as_the_name_stands_beside_it() -> None:
    assert lacking(factories.organisation(logo=factories.image(alt={}))) == {}


def test_a_translation_edited_by_hand_keeps_the_originals_facts() -> None:
    """Its tabs of facts are hidden: what the browser does not send is not read as emptied."""
    theme = factories.theme("nuoret")
    page = factories.article("Uutinen", themes=[theme])
    target = factories.translate(page, "sv")
    target_pk = target.pk
    Translation.objects.update(enabled=False)
    client = signed_in("Translators: sv")
    assert client.get(f"/admin/pages/{target_pk}/edit/").status_code == 200
    data = nested_form_data(
        {
            "title": "Nyhet för hand",
            "slug": target.slug,
            "ingress": "Kort.",
            "body": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    client.post(f"/admin/pages/{target_pk}/edit/", data)
    edited = NewsArticlePage.objects.get(pk=target_pk)
    assert (edited.title, edited.date, list(edited.themes.all())) == ("Nyhet för hand", page.date, [theme])
