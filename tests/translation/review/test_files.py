"""What files of translators' tools tell of approvals."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.fixtures import Settings

from cms.translation.models import Approval
from cms.translation.review import rules
from news.models import NewsArticlePage
from tests import factories
from tests.admin import signed_in, text_of
from tests.translation.screen.screen import save, segment, translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(settings: Settings) -> NewsArticlePage:
    settings.TRANSLATION_REVIEW_LANGUAGES = ["sv"]
    article = factories.article("Uutinen", ingress="Ingressi.")
    factories.translate(article, "sv", strings=0, live=False)
    anna = signed_in("Translators: sv", name="anna")
    save(anna, article, "Uutinen", "Nyhet")
    version = save(anna, article, "Ingressi.", "Ingress.").json()["version"]
    bertil = factories.user("bertil", "Translators: sv")
    outcome = rules.approve(translation_of(article), segment(article, "Ingressi."), version, bertil)
    assert outcome.verdict == rules.Verdict.DONE
    return article


def _file(article: Any, version: str) -> str:
    address = f"/admin/translations/texts/{translation_of(article).pk}/xliff/{version}/"
    content: str = signed_in("Translators: sv", name=f"reader-{version}").get(address).content.decode()
    return content


def test_files_say_final_of_what_is_approved(article: NewsArticlePage) -> None:
    older, newer = _file(article, "1.2"), _file(article, "2.1")

    assert re.findall(r'resname="(\w+)"(?: approved="(\w+)")?', older) == [("title", ""), ("ingress", "yes")]
    assert re.findall(r'<target state="(\w+)">([^<]+)', older) == [("translated", "Nyhet"), ("final", "Ingress.")]
    assert re.findall(r'<segment state="(\w+)">', newer) == ["translated", "final"]


def test_a_file_approves_nothing_and_takes_an_approval_back_by_other_words(article: NewsArticlePage) -> None:
    cecilia = signed_in("Translators: sv", name="cecilia")
    content = _file(article, "2.1").replace('state="translated"', 'state="final"').replace(">Ingress.", ">En ingress.")
    file = SimpleUploadedFile("sida.xlf", content.encode())

    address = f"/admin/translations/texts/{translation_of(article).pk}/xliff/"
    assert "1 text was imported." in text_of(cecilia.post(address, {"file": file}, follow=True))

    waiting = rules.waiting(factories.locale("sv")).values_list("data", "last_translated_by__username")
    assert sorted(waiting) == [("En ingress.", "cecilia"), ("Nyhet", "anna")]
    assert Approval.objects.count() == 1
