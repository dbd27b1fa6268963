"""The address that a translator types, in whatever letters."""

import pytest
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.localize.addresses import give_address
from tests import factories


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "address"), [("Новость дня", "novost-dnya"), ("nyhet-i-dag", "nyhet-i-dag"), ("Nyhet å", "nyhet-a")]
)
def test_what_is_typed_in_other_letters_is_spelt_out(typed: str, address: str) -> None:
    page = factories.translate(factories.article("Uutinen"), "ru", strings=1, live=False)
    translation = Translation.objects.get()
    slug = StringSegment.objects.get(source=translation.source, context__path="slug")
    StringTranslation.objects.update_or_create(
        translation_of=slug.string, context=slug.context, locale=page.locale, defaults={"data": typed}
    )

    give_address(translation, page)
    translation.save_target(publish=False)

    page.refresh_from_db()
    assert page.get_latest_revision_as_object().slug == address
