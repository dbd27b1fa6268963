"""Generated content is what editors and translators would have left behind, as far as a reader can tell."""

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from stdnum.fi import ytunnus
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.media.models import Image
from cms.media.pictures.presets import filter_specs
from cms.translation.desk import states
from cms.translation.localize import carrying_over
from cms.translation.screen.units import units_of
from home.demo.progress import Lines
from home.generation import library
from home.generation.generating import Amounts, generate, obstacle
from home.generation.names import BusinessIds
from home.generation.others import KINDS
from news.models import EventPage, NewsArticlePage
from organisations.models import Contact, OrganisationPage, ProjectPage
from tests import factories
from tests.conftest import Graphql

AMOUNTS = Amounts(news=3, organisations=2, projects=2, events=2, others=1, languages=("fi", "sv", "en"), images=2)
TYPES: tuple[Any, ...] = (
    EventPage,
    NewsArticlePage,
    OrganisationPage,
    ProjectPage,
    *(kind.model for kind in KINDS),
)
# What only the editor's history tells.
HISTORY = {
    "latest_revision_id", "live_revision_id", "latest_revision_created_at", "last_published_at",
    "sort_last_published", "translated_at", "source_updated_at",
}  # fmt: skip


@pytest.fixture
def few_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    """To encode a picture in every size takes seconds."""
    few = [spec for spec in filter_specs() if "jpeg" in spec][:2]
    monkeypatch.setattr("cms.media.tasks.filter_specs", lambda: few)
    monkeypatch.setattr(library, "_DRAWN", 1)


@pytest.fixture
def generated(db: None, few_sizes: None) -> None:
    generate(AMOUNTS, Lines(lambda line: None))


def rows(page: Any) -> dict[str, Any]:
    """Every row of the page in the database, without keys of child rows and what history tells."""
    found: dict[str, Any] = {}
    for table, column in tables(type(page)):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table} WHERE {column} = %s", [page.pk])
            names = [item[0] for item in cursor.description]
            found[table] = sorted(
                [
                    tuple(
                        (name, str(value))
                        for name, value in zip(names, row, strict=True)
                        if name not in HISTORY and (name != "id" or table == "wagtailcore_page")
                    )
                    for row in cursor.fetchall()
                ]
            )
    return found


def tables(model: Any) -> list[tuple[str, str]]:
    found = [("wagtailcore_page", "id"), (model._meta.db_table, "page_ptr_id"), ("translation_textstate", "page_id")]
    for name in model.facts:
        field: Any = model._meta.get_field(name)
        if field.one_to_many:
            found.append((field.related_model._meta.db_table, field.field.column))
        elif field.many_to_many:
            found.append((field.remote_field.through._meta.db_table, f"{field.m2m_field_name()}_id"))
    return found


@pytest.mark.usefixtures("generated")
def test_publishing_a_generated_page_again_changes_nothing_that_is_public() -> None:
    pages = [page for model in TYPES for page in model.objects.order_by("pk")]
    assert len(pages) == (9 + len(KINDS)) * 3
    before = {page.pk: rows(page) for page in pages}
    for page in pages:
        page.full_clean()
        factories.publish(page)
    assert {page.pk: rows(page) for page in pages} == before


@pytest.mark.usefixtures("few_sizes")
@pytest.mark.django_db
def test_generated_news_are_at_the_translators_desk_when_that_is_asked_for() -> None:
    generate(replace(AMOUNTS, at_desk=True), Lines(lambda line: None))
    swedish = factories.locale("sv")

    found = {page.title: page.is_managed for page in states.in_language(swedish) if page.specific_class in TYPES}
    translation = Translation.objects.filter(target_locale=swedish).first()
    assert translation is not None
    page = NewsArticlePage.objects.get(translation_key=translation.source.object_id, locale=swedish)

    assert sorted(found.values()) == [False] * (6 + len(KINDS)) + [True] * AMOUNTS.news
    states_of_texts = [unit.state.value for unit in units_of(translation) if unit.place != "slug"]
    # Of a text that the generator has put elsewhere in Swedish there is no translation.
    assert states_of_texts.count("published") > 3 * states_of_texts.count("new")
    assert [unit.words for unit in units_of(translation) if unit.place == "title"] == [page.title]
    assert not carrying_over.waiting().exists()


@pytest.mark.usefixtures("generated")
def test_the_tree_and_its_records_are_sound() -> None:
    assert Page.find_problems() == ([], [], [], [], [])
    contacts = list(Contact.objects.all())
    assert len(contacts) == 2 * (AMOUNTS.organisations + AMOUNTS.projects)
    for contact in contacts:
        contact.full_clean()
    assert Contact.objects.public().count() == len(contacts)
    new = factories.article("Seuraava")
    assert new.path[:-4] == NewsArticlePage.objects.order_by("pk")[0].path[:-4]


@pytest.mark.usefixtures("generated")
def test_an_article_is_as_large_as_the_measurement_asks() -> None:
    for article in NewsArticlePage.objects.all():
        kinds = [block["type"] for block in article.body.raw_data]
        assert sorted(kinds) == ["image", "key_figure", *["paragraph"] * 5, "quote"]
        assert 170 <= len(article.ingress) <= 320
        assert 3_000 < sum(map(len, article.searchable_text().rest)) < 5_500
        assert 1 <= article.organisations.count() <= 2


@pytest.mark.usefixtures("generated")
def test_every_image_has_a_file_of_its_own_in_every_size() -> None:
    images = list(Image.objects.all())
    assert len(images) == AMOUNTS.images
    files = [image.file.name for image in images]
    files += [rendition.file.name for image in images for rendition in image.renditions.all()]
    assert len(files) == len(set(files)) == AMOUNTS.images * 5
    assert all(default_storage.exists(name) for name in files)


@pytest.mark.usefixtures("generated")
def test_the_api_reads_translations_and_finds_words(graphql: Graphql) -> None:
    article = NewsArticlePage.objects.filter(locale__language_code="sv").order_by("pk")[0]
    word = max(article.title.split(), key=len)
    nodes = graphql(
        """query ($word: String!) { newsArticles(locales: ["sv"], filter: {query: $word}) {
            nodes { title path language { status isStale } heroImage { picture(preset: CARD) { width } } } } }""",
        word=word,
    )["newsArticles"]["nodes"]
    found = {node["path"]: node for node in nodes}[article.url_path]
    assert found["title"] == article.title
    assert found["language"] == {"status": "TRANSLATED", "isStale": False}
    assert found["heroImage"]["picture"]["width"] > 0


@pytest.mark.django_db
@pytest.mark.usefixtures("few_sizes")
def test_the_same_seed_gives_the_same_content() -> None:
    titles: list[list[str]] = []
    for _ in range(2):
        with pytest.raises(RuntimeError):
            generate(AMOUNTS, Stopping(titles))
    assert titles[0] == titles[1] != []


class Stopping:
    """Reads the titles when all is done but the commit."""

    def __init__(self, titles: list[list[str]]) -> None:
        self.titles = titles

    def each(self, things: Any, name: str, total: int) -> Any:
        yield from things
        if name == "News articles":
            self.titles.append(list(ProjectPage.objects.order_by("path").values_list("title", flat=True)))
            raise RuntimeError


@pytest.mark.django_db
@pytest.mark.usefixtures("few_sizes")
def test_an_interruption_leaves_nothing_behind() -> None:
    with pytest.raises(RuntimeError):
        generate(AMOUNTS, Stopping([]))
    assert not Page.objects.filter(depth__gt=2).exists()
    assert not Image.objects.exists()
    assert default_storage.listdir("original_images")[1] == []


@pytest.mark.django_db
def test_a_site_with_content_is_refused_unless_forced() -> None:
    factories.article()
    with pytest.raises(CommandError, match="content of its own"):
        call_command("generate_content", stdout=StringIO())
    assert obstacle(AMOUNTS, force=True) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"languages": ("fi", "xx")}, "CONTENT_LANGUAGES lacks: xx."),
        ({"languages": ("fi", "fi")}, "Name at least one language, and each once."),
        ({"organisations": 0}, "Whatever else there is refers to organisations: generate at least one."),
        ({"news": -1}, "Amounts are not negative, and there is at least one image."),
    ],
)
def test_amounts_that_make_no_sense_are_refused_in_words(changes: dict[str, Any], reason: str) -> None:
    assert obstacle(replace(AMOUNTS, **changes), force=False) == reason


def test_business_ids_have_their_check_digit() -> None:
    found = [identifier for identifier, _ in zip(BusinessIds(1_000_000), range(200), strict=False)]
    assert len(set(found)) == 200
    assert all(ytunnus.is_valid(identifier) for identifier in found)
