"""By what wagtail-localize knows texts, places and templates. When this fails, texts/internals.py is to be mended."""

import pytest
from wagtail_localize.models import String, Template, TranslationContext, TranslationSource
from wagtail_localize.segments import TemplateSegmentValue
from wagtail_localize.strings import StringValue

from cms.translation.texts.internals import place_key, string_key, template_key
from tests import factories

pytestmark = pytest.mark.django_db


def test_texts_places_and_templates_are_known_by_the_same_keys() -> None:
    source, _ = TranslationSource.get_or_create_from_instance(factories.article())
    string = String.from_value(factories.locale("fi"), StringValue("Sana"))
    place = TranslationContext.objects.create(object=source.object, path="body.x")
    template = Template.from_value(TemplateSegmentValue("", "html", "<p></p>", 0))

    assert string_key("Sana") == string.data_hash
    assert place_key("body.x") == place.path_id
    assert template_key("<p></p>", "html") == template.uuid


def test_a_snapshot_renewed_by_us_is_the_one_that_wagtail_localize_makes() -> None:
    body = factories.stream(
        ("paragraph", '<p>Yksi <a href="https://example.org/">linkki</a>.</p><p>Kaksi.</p>'),
        ("image", {"image": factories.image().pk, "caption": "Kuva", "decorative": False}),
    )
    article = factories.article("Uutinen")
    factories.translate(article, "sv")
    source = TranslationSource.objects.get(object_id=article.translation_key)
    article.body = body
    factories.publish(article)

    def rows() -> list[list[tuple[object, ...]]]:
        return [
            list(related.order_by("order").values_list("context__path", *names, "order"))
            for related, names in (
                (source.stringsegment_set, ("string__data", "attrs")),
                (source.templatesegment_set, ("template__template",)),
                (source.overridablesegment_set, ("data_json",)),
            )
        ]

    ours = rows()
    source.update_from_db()

    assert rows() == ours
