"""The demo's content is read by strangers: what it promises is checked against exact numbers."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import models
from wagtail.blocks import StreamValue
from wagtail.models import Locale, Page, PageViewRestriction, ReferenceIndex
from wagtail_localize.models import StringTranslation, Translation

from cms.core.visibility import published_pages
from cms.media.models import Document, Image
from cms.translation.models import TextState
from cms.users.models import User
from home.demo.accounts import PASSWORD
from home.demo.prose import MISSING
from home.models import ContentPage, Footer, HomePage, Menu
from organisations.models import (
    AdvocacyPositionPage,
    Body,
    Contact,
    KeyFigure,
    Membership,
    Programme,
    Representation,
    TargetGroup,
    Theme,
)
from tests.translation.files.round_trips import assert_po_round_trips, assert_round_trips

ORIGINAL, TRANSLATED, PARTIAL = "ORIGINAL", "TRANSLATED", "PARTIAL"
EVERYWHERE = {"fi ORIGINAL": 1, "sv TRANSLATED": 1, "en TRANSLATED": 1, "ru TRANSLATED": 1}
# Rows of pages by type, language and status; the alias is of no language.
PAGES = {
    "homepage": EVERYWHERE,
    **{f"{name}indexpage": EVERYWHERE for name in ("event", "news", "organisation", "project", "advocacy")},
    **{f"{name}indexpage": EVERYWHERE for name in ("contribution", "funding", "training", "volunteering")},
    **{f"{name}indexpage": EVERYWHERE for name in ("network", "workinggroup", "meeting", "actionplan")},
    "eventpage": {"fi ORIGINAL": 6, "sv TRANSLATED": 6, "en TRANSLATED": 6, "ru TRANSLATED": 6},
    "contributionpage": {"fi ORIGINAL": 3, "sv TRANSLATED": 3, "en TRANSLATED": 3, "ru TRANSLATED": 2},
    "fundingschemepage": {"fi ORIGINAL": 3, "sv TRANSLATED": 3, "en TRANSLATED": 3, "ru TRANSLATED": 2},
    "trainingpage": {"fi ORIGINAL": 3, "sv TRANSLATED": 3, "en TRANSLATED": 3, "ru TRANSLATED": 3},
    "volunteeropportunitypage": {"fi ORIGINAL": 3, "sv TRANSLATED": 3, "en TRANSLATED": 3, "ru TRANSLATED": 3},
    "networkpage": {"fi ORIGINAL": 3, "sv TRANSLATED": 3, "en TRANSLATED": 3, "ru TRANSLATED": 2},
    "workinggrouppage": {"fi ORIGINAL": 2, "sv TRANSLATED": 2, "en TRANSLATED": 2, "ru TRANSLATED": 2},
    "actionplanpage": EVERYWHERE,
    "meetingpage": {"fi ORIGINAL": 3, "sv TRANSLATED": 3, "en TRANSLATED": 3, "ru TRANSLATED": 2},
    "contentpage": {"fi ORIGINAL": 9, "sv TRANSLATED": 8, "en TRANSLATED": 8, "ru TRANSLATED": 5},
    "organisationpage": {"fi ORIGINAL": 32, "sv TRANSLATED": 32, "en TRANSLATED": 32, "ru TRANSLATED": 17},
    "projectpage": {"fi ORIGINAL": 7, "sv TRANSLATED": 7, "en TRANSLATED": 7, "ru TRANSLATED": 4},
    "advocacypositionpage": {"fi ORIGINAL": 7, "sv TRANSLATED": 7, "en TRANSLATED": 7, "ru TRANSLATED": 4},
    "newsarticlepage": {
        "fi ORIGINAL": 24,
        "fi TRANSLATED": 3,
        "sv ORIGINAL": 3,
        "sv TRANSLATED": 22,
        "en TRANSLATED": 25,
        "ru TRANSLATED": 13,
        "ru PARTIAL": 2,
    },
}
RECORDS: dict[Any, int] = {
    Theme: 11,
    TargetGroup: 6,
    Programme: 2,
    KeyFigure: 11,
    Contact: 13,
    Membership: 14,
    Body: 13,
    Representation: 13,
    Image: 11,
    Document: 7,
    Menu: 8,
    Footer: 4,
    User: 4,
}


def _phone_is_fictitious(phone: str) -> bool:
    """Of the numbers that the Swedish authority keeps free for fiction; Finland has no such range."""
    digits = re.sub(r"\D", "", phone)
    return bool(re.fullmatch(r"46(8465004\d\d|7017406\d\d)", digits))


def test_the_demo(db: None, subtests: pytest.Subtests, media_folder: Path) -> None:
    """One test, because loading takes long."""
    assert "The demo is loaded." in _run("load_demo")

    with subtests.test("pages by type, language and status"):
        counts: dict[str, Counter[str]] = {name: Counter() for name in PAGES}
        rows = Page.objects.filter(depth__gt=1, alias_of=None).values_list(
            "content_type__model", "locale__language_code", "text_state__status"
        )
        for model, tag, status in rows:
            counts[model][f"{tag} {status}"] += 1
        assert counts == PAGES

    with subtests.test("records"):
        assert {model: model._default_manager.count() for model in RECORDS} == RECORDS

    with subtests.test("one text has fallen behind"):
        stale = TextState.objects.get(is_stale=True)
        assert stale.page.locale.language_code == "sv"
        assert stale.source_updated_at and stale.translated_at  # noqa: PT018 (for the next line)
        assert stale.source_updated_at > stale.translated_at
        assert "31 oktober" in stale.page.specific.ingress
        assert stale.page.slug == "foreningsunderstod-for-2027-ansokan-oppnar-i-oktober"
        assert "15. marraskuuta" in stale.page.get_translation(Locale.objects.get(language_code="fi")).specific.ingress
        assert "15 November" in stale.page.get_translation(Locale.objects.get(language_code="en")).specific.ingress

    with subtests.test("one alias"):
        alias = Page.objects.exclude(alias_of=None).get()
        assert alias.locale.language_code == "ru"
        assert alias.alias_of.locale.language_code == "fi"
        assert alias.translation_key == alias.alias_of.translation_key
        assert alias.live

    with subtests.test("one draft, one that expired"):
        hidden = {page.title: page for page in Page.objects.filter(depth__gt=1, live=False)}
        assert sorted((page.expired, page.first_published_at is None) for page in hidden.values()) == [
            (False, True),
            (True, False),
        ]
        assert all(page.content_type.model == "newsarticlepage" for page in hidden.values())

    with subtests.test("one private page"):
        restriction = PageViewRestriction.objects.get()
        assert restriction.restriction_type == PageViewRestriction.PASSWORD
        assert isinstance(restriction.page.specific, ContentPage)
        assert restriction.page.live
        assert not published_pages().filter(pk=restriction.page_id).exists()

    with subtests.test("one contact whose consent has run out"):
        former = Contact.objects.exclude(pk__in=Contact.objects.public()).get()
        assert former.name == "Esimerkki Henkilö"
        assert Contact.objects.exclude(name="").count() == 1

    with subtests.test("phone numbers and e-mail addresses lead nowhere"):
        phones, emails = set(_values("phone")), set(_values("email"))
        assert len(phones) == 13
        assert [phone for phone in phones if not _phone_is_fictitious(phone)] == []
        assert len(emails) == 17
        assert [email for email in emails if not email.endswith("@example.org")] == []

    with subtests.test("links lead to published pages"):
        page_type = ContentType.objects.get_for_model(Page)
        targets = ReferenceIndex.objects.filter(to_content_type=page_type).values_list("to_object_id", flat=True)
        published = {str(key) for key in published_pages().values_list("pk", flat=True)}
        hidden_by_design = {str(alias.alias_of_id)}
        assert len(set(targets)) > 40
        assert set(targets) - published - hidden_by_design == set()

    with subtests.test("nothing is left of the notation"):
        for page in Page.objects.filter(depth__gt=1).specific():
            written = " ".join(str(field.value_to_string(page)) for field in page._meta.concrete_fields)
            assert MISSING not in written, page
            assert "<a page=" not in written, page
        assert not StringTranslation.objects.filter(data__contains=MISSING).exists()
        # Of the text that fell behind, which waits for a translator to look at it.
        waiting = StringTranslation.objects.filter(has_error=True)
        assert {row.locale.language_code for row in waiting} == {"sv"}
        assert all(row.field_error.startswith("Originalet har ändrats.") for row in waiting)

    with subtests.test("the editor accepts every text"):
        for page in Page.objects.filter(depth__gt=1).specific():
            for value in _streams(page):
                value.stream_block.clean(value)

    with subtests.test("every type of block is used"):
        used = {block.block_type for page in Page.objects.specific() for value in _streams(page) for block in value}
        body = HomePage.body.field.stream_block.child_blocks
        # An embed would ask another service.
        assert set(body) - used == {"embed"}

    with subtests.test("every page goes out as XLIFF and PO, translated, and comes back as it was"):
        for translation in Translation.objects.filter(source__specific_content_type__model__in=PAGES):
            assert_round_trips(translation)
            assert_po_round_trips(translation)

    with subtests.test("wagtail-localize would make the same pages"):
        translated = Page.objects.filter(alias_of=None, text_state__is_stale=False).exclude(text_state__status=ORIGINAL)
        for model in PAGES:
            for tag in ("sv", "en", "ru"):
                pages = translated.filter(content_type__model=model, locale__language_code=tag)
                page = pages.order_by("text_state__status", "pk").first()  # One with gaps, where there is one.
                _assert_the_same_from_wagtail_localize(page)

    with subtests.test("facts are the same in every language"):
        keys = AdvocacyPositionPage.objects.values_list("translation_key", flat=True).distinct()
        for key in keys:
            rows = AdvocacyPositionPage.objects.filter(translation_key=key)
            assert len({(row.reference_number, row.supersedes_id, row.adopted_by_id) for row in rows}) == 1
            assert len({tuple(row.addressees.values_list("organisation", flat=True)) for row in rows}) == 1

    with subtests.test("addresses can be read aloud"):
        slugs = Page.objects.filter(depth__gt=2).values_list("slug", flat=True)
        assert [text for text in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text)] == []

    with subtests.test("accounts"):
        for user in User.objects.all():
            assert user.check_password(PASSWORD)
            assert user.groups.count() == 1
            assert user.email == f"{user.username}@example.org"
            assert user.is_superuser == (user.username == "administrator")

        assert sorted(user.get_full_name() for user in User.objects.all()) == [
            "Ada Administrator",
            "Svea Översättare",
            "Veera Viestijä",
            "Роза Переводчик",
        ]

    with subtests.test("the admin's search and its “used in” know the demo"):
        assert Page.objects.search("Kumppanuushautomo").count() > 3
        assert ReferenceIndex.get_references_to(KeyFigure.objects.first()).count() > 0

    with subtests.test("hints"):
        hints = _run("demo_hints")
        for user in User.objects.all():
            assert user.username in hints
        assert PASSWORD in hints
        assert "/graphql/" in hints

    with subtests.test("a second time changes nothing"):
        before = _rows()
        assert _run("load_demo") == "The demo is loaded already.\n"
        assert _rows() == before

    with subtests.test("files"):
        assert len(list(media_folder.glob("original_images/*"))) == 11
        assert len(list(media_folder.glob("documents/*.pdf"))) == 7


# What a revision tells of the row's history rather than of its content.
_HISTORY = {
    "draft_title",
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "numchild",
    "owner",
    "search_vector",
    "sort_first_published",
    "sort_last_published",
    "sort_title",
}


def _assert_the_same_from_wagtail_localize(page: Any) -> None:
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    before = page.latest_revision
    translation.save_target(publish=False)
    after = translation.get_target_instance().latest_revision
    assert after != before
    ours, theirs = _content(before.content), _content(after.content)
    assert theirs == ours


def _content(value: Any) -> Any:
    """A revision's content, without the keys of its rows."""
    if isinstance(value, str) and value.startswith("[{"):
        return json.loads(value)
    if isinstance(value, dict):
        return {name: _content(item) for name, item in value.items() if name not in _HISTORY and name != "pk"}
    return [_content(item) for item in value] if isinstance(value, list) else value


def _run(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def _rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def _values(name: str) -> Iterable[str]:
    """Of every field of that name, in any model."""
    for model in apps.get_models():
        if any(isinstance(field, models.Field) and field.name == name for field in model._meta.get_fields()):
            yield from model._default_manager.exclude(**{name: ""}).values_list(name, flat=True)


def _streams(page: Any) -> list[StreamValue]:
    values = [getattr(page, field.name) for field in page._meta.concrete_fields]
    return [value for value in values if isinstance(value, StreamValue)]
