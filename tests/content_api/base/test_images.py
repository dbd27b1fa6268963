"""Pictures come in named sizes from what a job has made; no question makes one."""

from typing import Any

import pytest

from cms.media.models import Image, Rendition
from cms.media.pictures.presets import PRESETS
from cms.media.tasks import prepare_image
from content_api import ids
from tests import factories as make
from tests.conftest import Graphql
from tests.content_api.counting import statements

IMAGE = """
query ($id: ID!, $preset: ImagePreset!) {
  node(id: $id) { ... on Image {
    alt credit width height placeholder focalPoint { x y }
    picture(preset: $preset) { src width height sources { type srcset } }
  } }
}
"""


@pytest.fixture(autouse=True)
def api_address(settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://api.example.org"


def _image(graphql: Graphql, image: Image, preset: str = "CONTENT") -> Any:
    return graphql(IMAGE, id=ids.encode("Image", image.pk), preset=preset)["node"]


def _rendition(image: Image, spec: str, width: int, height: int = 100) -> Rendition:
    return Rendition.objects.create(
        image=image, filter_spec=spec, focal_point_key="", file=f"images/{spec}.jpg", width=width, height=height
    )


def test_before_the_job_has_run_the_original_is_given_and_nothing_is_made(graphql: Graphql) -> None:
    image = make.image(size=(64, 36))

    for preset in PRESETS:
        assert _image(graphql, image, preset)["picture"] == {
            "src": f"https://api.example.org{image.file.url}",
            "width": 64,
            "height": 36,
            "sources": [],
        }
    assert Rendition.objects.count() == 0


def test_after_the_job_every_preset_is_given_in_its_formats_and_widths(graphql: Graphql) -> None:
    image = make.image(size=(1600, 1200))
    prepare_image(image.pk)
    made = Rendition.objects.count()

    for preset in PRESETS.values():
        picture = _image(graphql, image, preset.name)["picture"]
        ratio = preset.ratio or 0.75
        assert picture["width"] == preset.widths[-1]
        assert picture["height"] == pytest.approx(preset.widths[-1] * ratio, abs=1)
        assert picture["src"].startswith("https://api.example.org/media/images/")
        assert picture["src"].endswith(".jpg")
        assert [source["type"] for source in picture["sources"]] == [f"image/{name}" for name in preset.formats]
        for source in picture["sources"]:
            candidates = [part.rsplit(" ", 1) for part in source["srcset"].split(", ")]
            assert [width for _, width in candidates] == [f"{width}w" for width in preset.widths]
    assert Rendition.objects.count() == made == 28  # With the two sizes of a logo.


def test_the_job_makes_a_placeholder_and_may_be_repeated(graphql: Graphql) -> None:
    image = make.image()
    assert _image(graphql, image)["placeholder"] is None
    prepare_image(image.pk)
    prepare_image(image.pk)

    assert _image(graphql, image)["placeholder"].startswith("data:image/webp;base64,")


def test_a_job_for_an_image_that_has_gone_does_nothing(db: None) -> None:
    prepare_image(10**9)

    assert Rendition.objects.count() == 0


def test_a_narrow_original_is_listed_once(graphql: Graphql) -> None:
    image = make.image(size=(64, 36))
    for width in PRESETS["CONTENT"].widths:
        _rendition(image, f"width-{width}|format-jpeg", 64, 36)

    picture = _image(graphql, image)["picture"]

    assert picture["width"] == 64
    assert len(picture["sources"][0]["srcset"].split(", ")) == 1


def test_until_its_own_size_is_made_the_nearest_jpeg_stands_in(graphql: Graphql) -> None:
    image = make.image()
    _rendition(image, PRESETS["THUMBNAIL"].filter_spec(320, "jpeg"), 320)
    card = _rendition(image, PRESETS["CARD"].filter_spec(800, "jpeg"), 800)
    _rendition(image, PRESETS["HERO"].filter_spec(1600, "webp"), 1600)

    picture = _image(graphql, image, "SOCIAL")["picture"]

    assert picture == {
        "src": f"https://api.example.org{card.url}",
        "width": 800,
        "height": 100,
        "sources": [],
    }


def test_renditions_of_other_sizes_are_not_offered(graphql: Graphql) -> None:
    image = make.image(size=(64, 36))
    _rendition(image, "width-5000|format-jpeg", 5000)

    assert _image(graphql, image)["picture"]["width"] == 64


def test_the_number_of_statements_does_not_grow_with_images_or_presets(graphql: Graphql) -> None:
    for _ in range(3):
        image = make.image()
        _rendition(image, PRESETS["CARD"].filter_spec(800, "jpeg"), 800)
        make.article(hero_image=image)
    query = """query ($first: Int) { newsArticles(first: $first) { nodes { heroImage {
      card: picture(preset: CARD) { src } hero: picture(preset: HERO) { src } email: picture(preset: EMAIL) { src }
    } } } }"""

    # The list, its images with the renditions asked, and those of other sizes in place of what is not made yet.
    assert [len(statements(graphql, query, first=number)) for number in (1, 3)] == [3, 3]


def test_the_alternative_text_comes_in_the_readers_language(graphql: Graphql) -> None:
    image = make.image(alt={"fi": "Kokous", "sv": "Möte"}, credit="Kuvaaja")
    make.article(hero_image=image)
    query = (
        "query ($locales: [LanguageTag!]) { newsArticles(locales: $locales) { nodes { heroImage { alt credit } } } }"
    )

    def alternative(*locales: str) -> Any:
        return graphql(query, locales=list(locales))["newsArticles"]["nodes"][0]["heroImage"]

    assert alternative("fi") == {"alt": "Kokous", "credit": "Kuvaaja"}
    assert alternative("sv", "fi")["alt"] == "Möte"
    assert alternative("ru", "fi")["alt"] == "Kokous"


@pytest.mark.parametrize(
    ("fields", "alternative"),
    [
        ({"alt": {}, "is_decorative": True}, ""),
        ({"alt": {"fi": "Jäänne"}, "is_decorative": True}, ""),
        ({"alt": {}}, ""),
        ({"alt": {"ru": "Поле"}}, "Поле"),
    ],
)
def test_a_decorative_image_is_silent(graphql: Graphql, fields: dict[str, Any], alternative: str) -> None:
    assert _image(graphql, make.image(title="IMG_0001", **fields))["alt"] == alternative


def test_an_image_tells_its_size_and_the_point_that_crops_keep(graphql: Graphql) -> None:
    image = make.image(size=(200, 100), focal_point_x=50, focal_point_y=75, focal_point_width=1, focal_point_height=1)

    found = _image(graphql, image)

    assert (found["width"], found["height"], found["focalPoint"]) == (200, 100, {"x": 0.25, "y": 0.75})
    assert _image(graphql, make.image())["focalPoint"] is None


def test_there_are_no_free_sizes(graphql: Graphql) -> None:
    answer = graphql.answer(IMAGE, id=ids.encode("Image", make.image().pk), preset="width-99999")

    assert "Value 'width-99999' does not exist in 'ImagePreset' enum." in answer["errors"][0]["message"]


def test_a_crop_has_the_presets_shape_whatever_the_originals(graphql: Graphql) -> None:
    image = make.image(
        size=(1000, 400), focal_point_x=900, focal_point_y=200, focal_point_width=10, focal_point_height=10
    )
    prepare_image(image.pk)

    square = Rendition.objects.get(image=image, filter_spec=PRESETS["THUMBNAIL"].filter_spec(320, "jpeg"))

    assert (square.width, square.height) == (320, 320)
    assert _image(graphql, image, "THUMBNAIL")["picture"]["src"] == f"https://api.example.org{square.url}"
