"""Contributions in the admin: a draft may be unfinished, what is published says where it can be read."""

from typing import Any

import pytest

from organisations.models import ContributionIndexPage, ContributionPage
from tests import factories as make
from tests.admin import signed_in, text_of
from tests.page_editor import changed, save, shown

pytestmark = pytest.mark.django_db


def test_a_draft_needs_no_year_and_no_document_and_publishing_does() -> None:
    editor, index = signed_in("Communicators"), make.index(ContributionIndexPage, "fi")
    address = f"/admin/pages/add/organisations/contributionpage/{index.pk}/"
    form = changed(
        shown(editor, address), {"title": "Selvitys", "slug": "selvitys", "summary": "Tulokset.", "year": ""}
    )

    refused: Any = save(editor, address, form, publish=True)
    assert "Choose a document, or say where it can be read." in text_of(refused)
    assert not ContributionPage.objects.exists()

    assert save(editor, address, form).status_code == 302
    draft = ContributionPage.objects.get()
    assert (draft.live, draft.year) == (False, None)

    address = f"/admin/pages/{draft.pk}/edit/"
    ready = changed(shown(editor, address), {"year": "2024", "url": "https://example.org/raportti"})
    save(editor, address, ready, publish=True)
    assert ContributionPage.objects.get(live=True).year == 2024


def test_the_list_narrows_by_kind_and_year() -> None:
    make.contribution("Tulokset", kind="SURVEY", year=2022)
    make.contribution("Linjaukset", kind="STRATEGY", year=2019)
    client = signed_in("Communicators")

    def listed(query: str) -> set[str]:
        content = text_of(client.get(f"/admin/contributions/?{query}"))
        return {title for title in ("Tulokset", "Linjaukset") if title in content}

    assert listed("") == {"Tulokset", "Linjaukset"}
    assert listed("kind=SURVEY") == {"Tulokset"}
    assert listed("year=2019") == {"Linjaukset"}
