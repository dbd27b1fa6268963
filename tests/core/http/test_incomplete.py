"""A form that came without a part of it is a bad request, and nothing of it is saved."""

import pytest

from cms.translation.models import Release
from organisations.models import OrganisationPage
from tests import factories as make
from tests.admin import signed_in, text_of
from tests.page_editor import changed, save, shown
from tests.translation.releases.planned import planned

pytestmark = pytest.mark.django_db


def test_rows_of_a_page_without_their_keys_save_nothing() -> None:
    page = make.organisation("Yhdistys")
    editor, address = signed_in("Communicators"), f"/admin/pages/{page.pk}/edit/"
    rows = {"addresses-INITIAL_FORMS": "1", "addresses-TOTAL_FORMS": "1"}

    answer = save(editor, address, changed(shown(editor, address), {"title": "Toinen", **rows}))

    assert (answer.status_code, text_of(answer)) == (
        400,
        "A part of the form did not arrive, and nothing was saved. Go back and send it again.",
    )
    assert OrganisationPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Yhdistys"


def test_rows_of_a_release_without_their_keys_save_nothing() -> None:
    release = planned(make.article(live=False), name="Kevät")
    form = {"name": "Syksy", "goes_out_at": "2099-03-01 09:00", "items-TOTAL_FORMS": "1", "items-INITIAL_FORMS": "1"}

    answer = signed_in("Communicators").post(f"/admin/releases/edit/{release.pk}/", form)

    assert answer.status_code == 400
    assert Release.objects.get(pk=release.pk).name == "Kevät"
