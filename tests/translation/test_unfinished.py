"""A draft may be wrong and loses nothing; publishing may not, and says where."""

import re
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from wagtail import blocks
from wagtail.models import Page

from cms.core.blocks import BodyBlock
from cms.core.checks import body_blocks
from cms.core.text.localised_text import LocalisedTextFormField
from cms.translation.editing.problems import PublishingRefused, of_page
from cms.translation.pages import TextPageMixin
from home.models import ContentPage, HomePage
from news.models import NewsArticlePage
from organisations.models import AdvocacyPositionPage, OrganisationChannel, OrganisationPage, ProjectPage
from tests import factories as make
from tests.admin import signed_in, text_of
from tests.page_editor import changed, posted_block, posted_stream, save, shown

pytestmark = pytest.mark.django_db

LATER = "Mitä sen jälkeen kirjoitettiin."
MAKERS: dict[Any, Any] = {
    NewsArticlePage: make.article,
    OrganisationPage: make.organisation,
    ProjectPage: make.project,
    AdvocacyPositionPage: make.position,
    ContentPage: make.content_page,
}
BODY = BodyBlock()
BLOCKS = {
    path: block
    for path, block in body_blocks()
    if path.startswith("ContentPage.body.") and path.count(".") == 2 and "[]" not in path
}
RELATIONS = {
    model: names
    for model in apps.get_models()
    if issubclass(model, TextPageMixin)
    and (names := [name for name in model.get_edit_handler().get_form_class().formsets if name != "comments"])
}


@pytest.fixture
def client() -> Client:
    return signed_in("Communicators")


def _edit(page: Any) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def _draft(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()


def _survives(client: Client, page: Any) -> None:
    """Whatever looks at the draft answers."""
    for address in (_edit(page), f"/admin/pages/{page.pk}/history/", f"/admin/pages/{page.pk}/view_draft/"):
        assert client.get(address).status_code == 200, address
    assert client.get(f"/admin/pages/{page.get_parent().pk}/").status_code == 200
    latest = page.revisions.order_by("-pk").first().pk
    compared = client.get(f"/admin/pages/{page.pk}/revisions/compare/earliest...{latest}/")
    assert compared.status_code == 200
    copy = _draft(page).copy(update_attrs={"slug": f"{page.slug}-kopio", "title": "Kopio"}, keep_live=False)
    assert client.get(_edit(copy)).status_code == 200


@pytest.mark.parametrize("text", ["", "x" * 600], ids=["empty", "wrong"])
def test_unfinished_blocks_of_every_kind_are_kept_in_a_draft_and_stop_publishing(client: Client, text: str) -> None:
    page = make.content_page()
    posted = [(block, posted_block(block, "child", text)) for block in BLOCKS.values()]
    later = (BODY.child_blocks["quote"], {"child-text": LATER, "child-speaker": ""})
    body = {**posted_stream("body", *posted, later), "ingress": LATER}
    data = changed(shown(client, _edit(page)), body)
    typed = [block.value_from_datadict(data, {}, f"body-{index}-value") for index, block in enumerate(BLOCKS.values())]
    wrong = [index for index, block in enumerate(BLOCKS.values()) if _is_wrong(block, typed[index])]

    response = save(client, _edit(page), data, by_itself=True)

    assert response.status_code == 200, response.content
    draft = _draft(page)
    assert draft.ingress == LATER
    assert [child.block_type for child in draft.body] == [*(block.name for block in BLOCKS.values()), "quote"]
    for block, value, child in zip(BLOCKS.values(), typed, draft.body, strict=False):
        assert block.get_prep_value(child.value) == block.get_prep_value(value), block.name
    assert draft.body[-1].value["text"] == LATER
    _survives(client, page)

    response = save(client, _edit(page), changed(shown(client, _edit(page)), body), publish=True)
    assert _named(response, "body-") == wrong
    with pytest.raises(PublishingRefused) as caught:
        draft.get_latest_revision().publish()
    assert sorted({int(problem.anchor.split("-")[1]) for problem in caught.value.problems}) == wrong
    assert Page.objects.get(pk=page.pk).specific.ingress == "Ingressi."


def _is_wrong(block: blocks.Block, value: Any) -> bool:
    try:
        block.clean(value)
    except ValidationError:
        return True
    return False


def _named(response: Any, prefix: str) -> list[int]:
    """Numbers of the blocks or rows that the list of problems leads to."""
    problems = BeautifulSoup(response.content, "html.parser").select("[data-problems] a[data-problem]")
    anchors = [str(link["href"]).removeprefix("#") for link in problems]
    return sorted({int(re.split("[-]", name.removeprefix(prefix))[0]) for name in anchors if name.startswith(prefix)})


def test_every_block_can_be_unfinished() -> None:
    """Else the test above would say nothing of it."""
    for path, block in BLOCKS.items():
        posted = [posted_block(block, "child", text) for text in ("", "x" * 600)]
        assert any(_is_wrong(block, block.value_from_datadict(data, {}, "child")) for data in posted), path


def _rows(model: Any, text: str) -> dict[str, str]:
    """One in each list of the page. What is chosen in it is gone."""
    data: dict[str, str] = {}
    for relation in RELATIONS[model]:
        fields = model.get_edit_handler().get_form_class().formsets[relation].form.base_fields
        data |= {f"{relation}-TOTAL_FORMS": "1", f"{relation}-0-ORDER": "1", f"{relation}-0-DELETE": ""}
        for name, field in fields.items():
            is_localised = isinstance(field, LocalisedTextFormField)
            key = f"{relation}-0-{name}_fi" if is_localised else f"{relation}-0-{name}"
            data[key] = "999999" if text and isinstance(field, ModelChoiceField) else text
    return data


@pytest.mark.parametrize(("text", "live"), [("", True), ("x" * 600, True), ("", False), ("x" * 600, False)])
@pytest.mark.parametrize("model", RELATIONS)
def test_unfinished_rows_of_every_kind_are_kept_in_a_draft_and_stop_publishing(
    client: Client, model: Any, text: str, live: bool
) -> None:
    page = MAKERS[model](live=live)
    rows = _rows(model, text)
    data = changed(shown(client, _edit(page)), {**rows, "title": LATER})

    response = save(client, _edit(page), data, by_itself=True)

    assert response.status_code == 200, response.content
    draft = _draft(page)
    assert draft.title == LATER
    again = shown(client, _edit(page))
    for relation in RELATIONS[model]:
        assert again[f"{relation}-TOTAL_FORMS"] == "1"
    assert {name: again[name] for name in rows if again.get(name) == "x" * 600} == {
        name: value for name, value in rows.items() if value == "x" * 600 and not name.endswith("kind")
    }

    response = save(client, _edit(page), changed(again, rows), publish=True)
    assert response.status_code == 200
    with pytest.raises(PublishingRefused) as caught:
        draft.get_latest_revision().publish()
    anchors = [problem.anchor.removeprefix("id_").removeprefix("inline_child_") for problem in caught.value.problems]
    assert {anchor.split("-")[0] for anchor in anchors} == set(RELATIONS[model])
    problems = BeautifulSoup(response.content, "html.parser").select("[data-problems] a[data-problem]")
    assert {str(link["href"]).lstrip("#") for link in problems} >= {problem.anchor for problem in caught.value.problems}
    assert Page.objects.get(pk=page.pk).live == live


LONG = "x" * 1200
WRONG: list[tuple[Any, dict[str, str]]] = [
    (NewsArticlePage, {"title": "x" * 300, "ingress": LONG, "date": "31.2.", "slug": "x" * 300, "go_live_at": "pian"}),
    (NewsArticlePage, {"title": "", "slug": "ei käy/näin", "date": "", "ingress": ""}),
    (OrganisationPage, {"business_id": "1234567-8", "founded_year": "abc", "home_municipality": "999999"}),
    (OrganisationPage, {"business_id": "1234567-89", "short_name": LONG, "summary": "", "founded_year": "3000"}),
    (ProjectPage, {"newsletter_url": "htt", "ends_on": "kesällä", "slogan": LONG}),
    (AdvocacyPositionPage, {"adopted_on": "", "kind": "?"}),
    (AdvocacyPositionPage, {"adopted_on": "2026-1", "valid_until": "pian"}),
]


def _shows(data: QueryDict, typed: dict[str, str]) -> None:
    # What was chosen and is gone cannot be shown.
    expected = {name: value for name, value in typed.items() if value not in {"999999", "?"}}
    assert {name: data.get(name, "") for name in expected} == expected


@pytest.mark.parametrize("live", [True, False], ids=["live", "new"])
@pytest.mark.parametrize(("model", "typed"), WRONG)
def test_wrong_values_are_kept_in_a_draft_and_stop_publishing(
    client: Client, model: Any, typed: dict[str, str], live: bool
) -> None:
    page = MAKERS[model](live=live)
    data = changed(shown(client, _edit(page)), {**typed, "seo_title": LATER})

    assert save(client, _edit(page), data, by_itself=True).status_code == 200

    assert _draft(page).seo_title == LATER
    again = shown(client, _edit(page))
    assert again["seo_title"] == LATER
    _shows(again, typed)
    _survives(client, page)
    response = save(client, _edit(page), changed(again, typed), publish=True)
    assert response.status_code == 200
    problems = BeautifulSoup(response.content, "html.parser").select("[data-problems] a[data-problem]")
    assert {str(link["href"]) for link in problems} == {f"#id_{name}" for name in typed}
    with pytest.raises(PublishingRefused) as caught:
        _draft(page).get_latest_revision().publish()
    assert {problem.anchor for problem in caught.value.problems} == {f"id_{name}" for name in typed}
    assert Page.objects.get(pk=page.pk).live == live


@pytest.mark.parametrize("by_itself", [True, False], ids=["autosave", "save"])
@pytest.mark.parametrize(("model", "typed"), WRONG)
def test_a_page_is_begun_with_wrong_values(client: Client, model: Any, typed: dict[str, str], by_itself: bool) -> None:
    parent = MAKERS[model]().get_parent()
    address = f"/admin/pages/add/{model._meta.app_label}/{model._meta.model_name}/{parent.pk}/"
    data = changed(shown(client, address), {"title": "Alku", "slug": "alku", "seo_title": LATER, **typed})

    response = save(client, address, data, by_itself=by_itself)

    assert response.status_code == (200 if by_itself else 302), response.content
    page = model.objects.get(live=False)
    assert page.title
    assert page.slug
    assert page.seo_title == LATER
    _shows(shown(client, _edit(page)), typed)


def test_what_was_typed_goes_on_being_typed(client: Client) -> None:
    """A row saved by itself again and again is one row, and is saved for good when it is right."""
    organisation = make.organisation()
    page = make.project(live=False)
    data = changed(
        shown(client, _edit(page)),
        {"partners-TOTAL_FORMS": "1", "partners-0-organisation": "", "partners-0-role_fi": "Kumppani",
         "partners-0-ORDER": "1", "partners-0-DELETE": "", "partners-0-id": ""},
    )  # fmt: skip
    for _ in range(2):
        answer = save(client, _edit(page), data, by_itself=True).json()
        data = changed(data, {**answer["field_updates"], "overwrite_revision_id": str(answer["revision_id"])})
    assert _draft(page).partners.count() == 0
    assert shown(client, _edit(page))["partners-0-role_fi"] == "Kumppani"

    data = changed(data, {"partners-0-organisation": str(organisation.pk)})
    assert save(client, _edit(page), data, publish=True).status_code == 302

    [partner] = ProjectPage.objects.get(pk=page.pk).partners.all()
    assert (partner.organisation, partner.role) == (organisation, {"fi": "Kumppani"})
    assert not _draft(page).unfinished


def test_unfinished_rows_keep_their_places(client: Client) -> None:
    first, third = make.organisation("Ensimmäinen"), make.organisation("Kolmas")
    page = make.project(live=False)
    rows = [(first.pk, "1"), ("", "2"), (third.pk, "3")]
    data = changed(shown(client, _edit(page)), {"partners-TOTAL_FORMS": "3"})
    for index, (organisation, role) in enumerate(rows):
        names = {"organisation": organisation, "role_fi": role, "ORDER": index + 1, "DELETE": "", "id": ""}
        data = changed(data, {f"partners-{index}-{name}": str(value) for name, value in names.items()})

    save(client, _edit(page), data)

    again = client.get(_edit(page)).context["form"].formsets["partners"]
    assert [str(form.initial["role"]["fi"]) for form in again.forms] == ["1", "2", "3"]


def test_a_row_that_was_right_and_is_wrong_now(client: Client) -> None:
    page = make.organisation(channels=[OrganisationChannel(url="https://example.org/")])
    data = changed(shown(client, _edit(page)), {"channels-0-url": "https://", "title": LATER})

    assert save(client, _edit(page), data).status_code == 302

    assert [channel.url for channel in _draft(page).channels.all()] == ["https://example.org/"]
    assert shown(client, _edit(page))["channels-0-url"] == "https://"
    assert [problem.anchor for problem in of_page(_draft(page))] == ["id_channels-0-url"]


def test_a_wrong_draft_is_not_scheduled(client: Client) -> None:
    page = make.article(live=False)
    data = changed(shown(client, _edit(page)), {"ingress": "", "go_live_at": "2030-01-01 12:00"})
    assert save(client, _edit(page), data).status_code == 302

    response = save(client, _edit(page), shown(client, _edit(page)), publish=True)
    assert response.context["form"].errors.keys() == {"ingress"}
    with pytest.raises(PublishingRefused):
        _draft(page).get_latest_revision().publish()

    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert _draft(page).go_live_at > timezone.now() + timedelta(days=1)


def test_bulk_publishing_names_what_is_wrong_and_publishes_nothing(client: Client) -> None:
    right, wrong = make.article("Oikein", live=False), make.article("Väärin", live=False)
    save(client, _edit(wrong), changed(shown(client, _edit(wrong)), {"ingress": "", "date": "31.2."}))

    response = client.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={right.pk}&id={wrong.pk}&next=/admin/", follow=True
    )

    page = text_of(response)
    assert response.redirect_chain[-1][0] == _edit(wrong)
    assert "“Väärin” was not published" in page
    assert f'<a href="{_edit(wrong)}#id_ingress">Ingress: This field cannot be blank.</a>' in page
    assert f'<a href="{_edit(wrong)}#id_date">Date: Enter a valid date.</a>' in page
    assert not Page.objects.filter(pk__in=[right.pk, wrong.pk], live=True).exists()


def test_going_back_to_a_wrong_draft_publishes_nothing(client: Client) -> None:
    page = make.article()
    save(client, _edit(page), changed(shown(client, _edit(page)), {"date": "31.2."}))
    revision = page.revisions.order_by("-pk").first()
    make.publish(page)

    address = f"/admin/pages/{page.pk}/revisions/{revision.pk}/revert/"
    data = shown(client, address)
    assert data["date"] == "31.2."
    assert save(client, _edit(page), data, publish=True).status_code == 200


def test_a_wrong_draft_is_shown_in_the_preview(client: Client) -> None:
    page = make.article()
    address = f"/admin/pages/{page.pk}/edit/preview/"
    data = changed(shown(client, _edit(page)), {"title": "x" * 300, "date": "31.2.", "ingress": LATER})

    response = client.post(address, data.urlencode(), content_type="application/x-www-form-urlencoded")
    assert response.json() == {"is_valid": True, "is_available": True}

    assert LATER in text_of(client.get(address, {"mode": ""}))


def test_a_preview_of_what_nobody_has_typed_into_says_that_there_is_none(client: Client) -> None:
    page = make.article()
    assert client.get(f"/admin/pages/{page.pk}/edit/preview/").status_code == 200


def test_a_copy_has_its_new_title_and_the_rest_of_what_was_typed(client: Client) -> None:
    page = make.article(live=False)
    save(client, _edit(page), changed(shown(client, _edit(page)), {"title": "x" * 300, "date": "31.2."}))
    data = {"new_title": "Kopio", "new_slug": "kopio", "new_parent_page": page.get_parent().pk}

    assert client.post(f"/admin/pages/{page.pk}/copy/", data).status_code == 302

    copy = shown(client, _edit(NewsArticlePage.objects.get(slug="kopio")))
    assert (copy["title"], copy["date"]) == ("Kopio", "31.2.")


def test_a_second_home_page_is_refused_as_a_draft_too() -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(make.user("root", is_superuser=True))
    make.home()
    count = HomePage.objects.count()
    address = "/admin/pages/add/home/homepage/1/"
    data = changed(shown(client, address), {"title": "Toinen", "slug": "toinen"})

    response = save(client, address, data)

    assert "already has a home page" in text_of(response)
    assert HomePage.objects.count() == count


@pytest.mark.parametrize("by_itself", [True, False])
def test_null_characters_are_refused(client: Client, by_itself: bool) -> None:
    page = make.article()
    data = changed(shown(client, _edit(page)), {"title": "a\x00b"})

    assert save(client, _edit(page), data, by_itself=by_itself).status_code == (400 if by_itself else 200)


def test_nothing_of_a_wrong_draft_reaches_readers(client: Client, graphql: Any) -> None:
    page = make.article("Julkinen")
    save(client, _edit(page), changed(shown(client, _edit(page)), {"title": "salaisuus" * 40, "date": "salaisuus"}))

    assert "salaisuus" not in text_of(Client().get(page.url_path))
    assert graphql("{ newsArticles { nodes { title date } } }")["newsArticles"]["nodes"] == [
        {"title": "Julkinen", "date": "2026-01-15"}
    ]
