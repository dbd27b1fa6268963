"""Pages that search does not know as it should are written down again, and on from where that was interrupted."""

from io import StringIO

import pytest
from django.core.management import call_command

from cms.search.models import PageText
from cms.translation import word_index
from tests import factories as make

pytestmark = pytest.mark.django_db


def _words(page: object) -> str:
    return str(PageText.objects.get(page=page).words)


def test_pages_without_words_get_them_and_are_found() -> None:
    pages = [make.article("Ensimmäinen"), make.article("Toinen")]
    before = [_words(page) for page in pages]
    PageText.objects.filter(page__in=pages).delete()
    assert set(word_index.waiting().values_list("pk", flat=True)) >= {page.pk for page in pages}

    told = StringIO()
    call_command("index_search", stdout=told)

    assert [_words(page) for page in pages] == before
    assert not word_index.waiting().filter(pk__in=[page.pk for page in pages]).exists()
    assert "Done." in told.getvalue()


def test_words_that_were_made_by_other_rules_are_made_anew() -> None:
    page = make.article("Kolmas")
    PageText.objects.filter(page=page).update(made_with="0/other", words="")

    list(word_index.write_waiting())

    assert "kolma" in _words(page)
    call_command("index_search", stdout=StringIO())


def test_it_goes_on_where_it_was_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [make.article(f"Uutinen {number}") for number in range(3)]
    list(word_index.write_waiting())
    PageText.objects.filter(page__in=pages).delete()
    monkeypatch.setattr(word_index, "_TOGETHER", 2)
    interrupted = iter(word_index.write_waiting())
    assert next(interrupted) == 2

    assert list(word_index.write_waiting()) == [1]
