"""An address that was stored past every form leaves the hub nowhere, and takes nothing else with it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from content_api import ids
from home.models import Menu, SignUp, SiteChannel, SiteSettings
from news.models import NewsArticlePage
from organisations.models import OrganisationChannel, ProjectPage
from tests import factories
from tests.admin import text_of
from tests.conftest import Graphql

SPELLINGS = ["javascript:alert(1)", " JaVa\tScript:alert(1)", "\x01javascript:alert(1)", "javascript&colon;alert(1)"]
ARTICLE = """query ($id: ID!) { newsArticle(by: {id: $id}) { themes { ysoUri } body {
  __typename
  ... on ParagraphBlock { text { html text markdown links { url } } }
  ... on KeyFigureBlock { value sourceUrl }
} } }"""


def _body(url: str) -> list[dict[str, Any]]:
    call = {"title": "Tule", "text": "", "link_text": "Liity", "page": None, "url": url}
    link = url.replace("&", "&amp;")
    return factories.stream(
        ("call_to_action", call),
        ("embed", {"url": url, "title": "Video"}),
        ("paragraph", f'<p>Lue <a href="{link}">lisää</a> ja <a href="/fi/">meistä</a>.</p>'),
        ("key_figure", factories.key_figure(source_url=url).pk),
    )


def _article(url: str) -> Any:
    page = factories.article(themes=[factories.theme(yso_uri=url[:200])])
    NewsArticlePage.objects.filter(pk=page.pk).update(body=_body(url))
    return page


@pytest.mark.parametrize("url", [*SPELLINGS, "&#106;avascript:alert(1)", "ftp://example.org/"])
def test_blocks_without_their_address_go_and_links_become_words(graphql: Graphql, url: str) -> None:
    page = _article(url)
    article = graphql(ARTICLE, id=ids.encode("NewsArticle", page.pk))["newsArticle"]
    assert article["themes"] == [{"ysoUri": None}]
    assert article["body"] == [
        {
            "__typename": "ParagraphBlock",
            "text": {
                "html": '<p>Lue lisää ja <a href="/fi/">meistä</a>.</p>',
                "text": "Lue lisää ja meistä.",
                "markdown": "Lue lisää ja [meistä](/fi/).",
                "links": [{"url": "/fi/"}],
            },
        },
        {"__typename": "KeyFigureBlock", "value": "59 610", "sourceUrl": None},
    ]


@pytest.mark.parametrize("url", SPELLINGS)
@pytest.mark.django_db
def test_the_readable_page_links_to_none_of_it(url: str) -> None:
    page = _article(url)
    project = factories.project()
    ProjectPage.objects.filter(pk=project.pk).update(newsletter_url=url)
    html = text_of(Client().get(page.url)) + text_of(Client().get(project.url))
    assert "lisää" in html
    assert "59 610" in html
    for part in ("Liity", "Video", "alert(1)"):
        assert part not in html


@pytest.mark.parametrize("url", SPELLINGS)
def test_facts_with_an_address_are_left_out(graphql: Graphql, url: str) -> None:
    good = "https://www.facebook.com/x"
    channels = [OrganisationChannel(kind="WEBSITE", url=good), OrganisationChannel(kind="FACEBOOK", url=good)]
    organisation = factories.organisation(channels=channels)
    OrganisationChannel.objects.filter(kind="WEBSITE").update(url=url)
    project = factories.project(programme=factories.programme(url=url))
    ProjectPage.objects.filter(pk=project.pk).update(newsletter_url=url)
    answer = graphql(
        """query ($organisation: ID!, $project: ID!) {
             organisation(by: {id: $organisation}) { channels { url } }
             project(by: {id: $project}) { newsletterUrl programme { url } }
           }""",
        organisation=ids.encode("Organisation", organisation.pk),
        project=ids.encode("Project", project.pk),
    )
    assert answer == {
        "organisation": {"channels": [{"url": good}]},
        "project": {"newsletterUrl": None, "programme": {"url": None}},
    }


@pytest.mark.parametrize("url", SPELLINGS)
def test_menus_channels_and_sign_ups_of_the_site(graphql: Graphql, url: str) -> None:
    settings = SiteSettings.objects.create(site=Site.objects.get(is_default_site=True))
    good = "https://example.org/"
    for number, address in enumerate((url, good)):
        SiteChannel.objects.create(page=settings, url=address, sort_order=number)
        SignUp.objects.create(page=settings, url=address, label={"fi": "Uutiskirje"}, sort_order=number)
    below = [{"type": "item", "value": {"title": "Alla", "page": None, "url": url}, "id": "b"}]
    items = [
        {"title": "Paha", "page": None, "url": url, "children": []},
        {"title": "Hyvä", "page": None, "url": good, "children": below},
    ]
    menu = Menu.objects.create(handle="main", locale=factories.locale("fi"))
    Menu.objects.filter(pk=menu.pk).update(items=factories.stream(*(("item", item) for item in items)))
    assert graphql("{ site { menus { items { url children { url } } } channels { url } signUps { url } } }") == {
        "site": {
            "menus": [{"items": [{"url": good, "children": []}]}],
            "channels": [{"url": good}],
            "signUps": [{"url": good}],
        }
    }


@pytest.mark.parametrize("url", [*SPELLINGS, "//evil.example/", "ftp://example.org/"])
def test_a_redirect_leads_to_none_of_it(graphql: Graphql, url: str) -> None:
    Redirect.objects.create(old_path="/vanha", redirect_link=url)
    assert graphql('{ route(path: "/vanha/") { __typename } }') == {"route": {"__typename": "NotFoundRoute"}}
    assert Client().get("/vanha/").status_code == 404


def test_a_redirect_within_the_hub_still_leads_on(graphql: Graphql, settings: Any) -> None:
    settings.FRONTEND_BASE_URL = "https://www.example.org"
    Redirect.objects.create(old_path="/vanha", redirect_link="/fi/uusi/")
    assert graphql('{ route(path: "/vanha/") { ... on RedirectRoute { location } } }') == {
        "route": {"location": "https://www.example.org/fi/uusi/"}
    }
    assert Client().get("/vanha/").headers["location"] == "/fi/uusi/"


def test_a_services_markup_that_would_run_is_left_out(graphql: Graphql) -> None:
    from wagtail.embeds.models import Embed

    url = "https://vimeo.com/1084537"
    Embed.objects.create(
        url=url,
        hash="1",
        type="video",
        html='<iframe src="javascript:alert(1)"></iframe>',
        last_updated="2026-01-01T00:00Z",
    )
    page = factories.article(body=factories.stream(("embed", {"url": url, "title": "Video"})))
    query = "query ($id: ID!) { newsArticle(by: {id: $id}) { body { ... on EmbedBlock { url html } } } }"
    answer = graphql(query, id=ids.encode("NewsArticle", page.pk))
    assert answer["newsArticle"]["body"] == [{"url": url, "html": None}]


def test_every_field_for_an_address_asks_the_rule() -> None:
    """A field that Django would take for any address lets in what readers could not follow."""
    from django.apps import apps
    from django.db.models import URLField

    from cms.core.text.web_addresses import WebAddressField

    ours = ("home", "news", "organisations", "media", "users", "translation", "syndication", "core")
    fields = [
        field
        for name in ours
        for model in apps.get_app_config(name).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, URLField)
    ]
    assert len(fields) >= 7
    assert [str(field) for field in fields if not isinstance(field, WebAddressField)] == []
