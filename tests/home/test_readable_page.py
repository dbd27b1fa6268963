"""The readable page: every type, every block, and nothing that is not public."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.models import CollectionViewRestriction, PageViewRestriction, Site
from wagtail_localize.models import Translation

from cms.core import blocks
from cms.media.tasks import prepare_image
from home import setup
from home.models import SiteSettings
from news.models import NewsArticlePage
from organisations.models import ProjectPage
from tests import factories
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db


def _read(page: Any, status: int = 200) -> str:
    response = Client().get(page.url)
    assert response.status_code == status
    return text_of(response)


def _person(**fields: Any) -> Any:
    today = timezone.localdate()
    given = {"consent_purpose": "Yhteyshenkilö", "consent_given_on": today - timedelta(9)}
    return factories.contact(name="Testi Henkilö", **{**given, **fields})


def test_every_block_is_rendered() -> None:
    linked = factories.content_page("Tietoa meistä")
    image = factories.image(alt={"fi": "Väkeä torilla"}, credit="Kuvaaja")
    rows = [["Tavoite", "Aikataulu"], ["Näkyväksi", "2014–2017"]]
    page = factories.article(
        "Kaikki lohkot",
        body=factories.stream(
            ("heading", {"text": "Otsikko", "level": "3"}),
            ("paragraph", f'<p>Katso <a linktype="page" id="{linked.pk}">sivu</a>.</p>'),
            ("quote", {"text": "Yhdessä.", "speaker": "Edustaja", "role": "Puheenjohtaja"}),
            ("key_figure", factories.key_figure().pk),
            ("image", {"image": image.pk, "caption": "Kuvateksti", "decorative": False}),
            ("document", factories.document("Suunnitelma", language="sv").pk),
            ("contact", {"contacts": [factories.contact().pk]}),
            ("table", {"data": rows, "table_caption": "Taulukko", "first_row_is_table_header": True}),
            ("gallery", {"images": [{"image": image.pk, "caption": "", "decorative": True}] * 2}),
            ("embed", {"url": "https://vimeo.com/1084537", "title": "Video"}),
            ("call_to_action", {"title": "Tule", "text": "", "link_text": "Liity", "page": linked.pk, "url": ""}),
            (
                "accordion",
                {
                    "items": [
                        {
                            "title": "Kuka?",
                            "body": factories.stream(("quote", {"text": "Sisällä.", "speaker": "", "role": ""})),
                        }
                    ]
                },
            ),
            ("related_content", {"title": "Lue myös", "items": [linked.pk]}),
        ),
    )
    content = _read(page)
    for expected in (
        "<h3>Otsikko</h3>",
        f'Katso <a href="{linked.url}"',
        "<p>Yhdessä.</p>",
        "Edustaja, Puheenjohtaja",
        "59 610",
        'alt="Väkeä torilla"',
        "Kuvateksti",
        'hreflang="sv">Suunnitelma</a>',
        "mailto:projekti@example.org",
        "<caption>Taulukko</caption>",
        'alt=""',
        '<a href="https://vimeo.com/1084537"',
        ">Liity</a>",
        "<summary>Kuka?</summary>",
        "<p>Sisällä.</p>",
        f'<a href="{linked.url}">Tietoa meistä</a>',
    ):
        assert expected in content, expected
    assert "<iframe" not in content


def test_every_type_of_page_shows_its_facts() -> None:
    organisation = factories.organisation("Yhdistys", kind="FOUNDATION", founded_year=1998, serves_in=["so"])
    organisation.home_municipality = factories.area("049")
    organisation = factories.publish(organisation)
    content = _read(organisation)
    assert all(text in content for text in ("1998", "Soomaali", "Espoo"))
    assert "Yhdistys</a>" in _read(factories.project(managing_organisation=organisation))
    position = factories.position(adopted_by=organisation, demands=factories.stream(("statement", "Rahoitus jatkuu.")))
    assert "<li>Rahoitus jatkuu.</li>" in _read(position)
    article = _read(factories.article(themes=[factories.theme("nuoret")]))
    assert "15. tammikuuta 2026" in article
    assert "nuoret fi" in article
    assert "Yhdistys</a>" in _read(organisation.get_parent())
    assert _read(factories.home())


def test_what_is_not_public_is_not_shown() -> None:
    secret = factories.organisation("Salainen yhdistys")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    draft = factories.organisation("Luonnosyhdistys", live=False)
    gone = _person(consent_expires_on=timezone.localdate() - timedelta(1))
    body = factories.stream(
        ("paragraph", f'<p>Ks. <a linktype="page" id="{secret.pk}">linkki</a>.</p>'),
        ("contact", {"contacts": [gone.pk]}),
        ("related_content", {"title": "Lue myös", "items": [secret.pk, draft.pk]}),
        ("call_to_action", {"title": "Tule", "text": "", "link_text": "Liity", "page": secret.pk, "url": ""}),
        ("key_figure", None),
    )
    page = factories.project(managing_organisation=secret)
    ProjectPage.objects.filter(pk=page.pk).update(body=body)  # Past the editor, who may not publish an empty block.
    content = _read(page)
    for hidden in ("Salainen", "Luonnos", "Testi Henkilö", "yhteys@example.org", secret.url, ">Liity<", "59 610"):
        assert hidden not in content, hidden
    assert "Ks. linkki." in content
    assert "Salainen" not in _read(secret.get_parent())


def test_stored_markup_is_cleaned() -> None:
    page = factories.article(body=factories.stream(("paragraph", '<p onclick="x()">Hei<script>alert(1)</script></p>')))
    content = _read(page)
    assert "alert(1)" not in content
    assert "onclick" not in content


def test_language_direction_switcher_and_no_index() -> None:
    page = factories.article("Uutinen")
    factories.translate(page, "sv")
    factories.translate(page, "ru", live=False)
    content = _read(page)
    assert '<html lang="fi" dir="ltr">' in content
    assert '<meta name="robots" content="noindex">' in content
    assert 'hreflang="sv">svenska</a>' in content
    assert "русский" not in content.lower()
    assert "//" not in content.replace("http://localhost", "").split("</head>")[0]


def test_arabic_runs_from_right_to_left(settings: Settings) -> None:
    settings.CONTENT_LANGUAGES = ["fi", "ar"]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("fi", "Finnish"), ("ar", "Arabic")]
    setup.set_up()
    page = factories.content_page("مرحبا", tag="ar")
    response = signed_in("Administrators").get(f"/admin/pages/{page.pk}/view_draft/")
    assert '<html lang="ar" dir="rtl">' in text_of(response)


@pytest.mark.parametrize("make", ["article", "organisation", "project", "position", "content_page"])
def test_every_type_is_previewed_as_a_draft_and_as_a_translation(make: str) -> None:
    page = getattr(factories, make)("Alkuperäinen")
    client = signed_in("Communicators")
    assert "Alkuperäinen" in text_of(client.get(f"/admin/pages/{page.pk}/view_draft/"))
    assert client.get(f"/admin/pages/{page.get_parent().pk}/view_draft/").status_code == 200
    target = factories.translate(page, "sv", live=False)
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=target.locale)
    response = client.get(f"/admin/localize/translate/{translation.pk}/preview/")
    assert "sv: Alkuperäinen" in text_of(response)


PREVIEWED = sorted(blocks.BodyBlock().child_blocks)


def _identifier(name: str) -> str:
    """Of the block as an editor meets it in the body of an article."""
    stream: Any = NewsArticlePage.body.field.stream_block
    return stream.child_blocks[name].definition_prefix


@pytest.mark.parametrize("name", PREVIEWED)
def test_every_block_has_a_preview(name: str) -> None:
    client = signed_in("Communicators")
    response = client.get("/admin/block-preview/", {"id": _identifier(name)})
    assert response.status_code == 200
    shown = text_of(response).split("<main>")[1].split("</main>")[0]
    assert len(shown) > 20
    assert blocks.BodyBlock().child_blocks[name].is_previewable


def test_name_and_logo_of_the_site_are_on_pages_and_where_one_signs_in() -> None:
    page = factories.home()
    site = Site.objects.get(is_default_site=True)
    client = Client(headers={"accept-language": "fi"})
    assert "Verkosto</span></a>" in _read(page) or "Verkosto</span></span>" in _read(page)
    row = SiteSettings.objects.create(site=site, name={"fi": "Yhdistysten verkosto"}, logo=factories.image("Tunnus"))
    prepare_image(row.logo.pk)
    file = "/media/images/"
    for shown in (_read(page).split("</header>")[0], text_of(client.get("/admin/login/")).split("<main")[1]):
        assert "Yhdistysten verkosto" in shown
        assert file in shown
    collection = factories.collection("Sisäiset")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    type(row.logo).objects.update(collection=collection)
    for shown in (_read(page).split("</header>")[0], text_of(client.get("/admin/login/"))):
        assert file not in shown
