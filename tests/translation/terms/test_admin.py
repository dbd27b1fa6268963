"""Communicators keep the list of terms, translators read it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms.translation.models import Term
from cms.translation.records.fields import text_fields
from cms.translation.terms import rows
from tests.admin import is_refused, signed_in, text_of
from tests.translation.terms.lists import term, volunteering

pytestmark = pytest.mark.django_db
LIST = "/admin/snippets/translation/term/"
FORM = {
    f"{name}_{tag}": "" for name in ("names", "admitted", "avoided") for tag in ("fi", "sv", "en", "ru")
} | {"note": ""}  # fmt: skip


@pytest.fixture
def communicator() -> Client:
    return signed_in("Communicators")


@pytest.fixture
def translator() -> Client:
    return signed_in("Translators: sv", name="translator")


def _upload(client: Client, content: bytes, **more: str) -> Any:
    file = SimpleUploadedFile("terms.csv", content)
    return client.post("/admin/terms/upload/", {"file": file, **more}, follow=True)


def test_a_communicator_adds_a_term_and_corrects_it(communicator: Client) -> None:
    words = {"names_fi": "talkoot", "admitted_sv": " talko \r\n\r\ntalkoarbete", "note": "Yhdessä.\r\nIlmaiseksi."}
    communicator.post(f"{LIST}add/", {**FORM, **words})

    row = Term.objects.get()
    assert (row.names, row.admitted, row.note) == (
        {"fi": "talkoot"},
        {"sv": "talko\ntalkoarbete"},
        "Yhdessä.\nIlmaiseksi.",
    )

    wrong = communicator.post(f"{LIST}edit/{row.pk}/", {**FORM, "names_sv": "talko", "avoided_sv": "Talko"})
    assert "“talko” is among the words to use as well." in text_of(wrong)
    communicator.post(f"{LIST}edit/{row.pk}/", {**FORM, "names_sv": "talko"})
    row.refresh_from_db()
    assert row.names == {"sv": "talko"}


def test_a_translator_looks_and_does_not_write(translator: Client) -> None:
    row = volunteering()

    assert "Terms" in text_of(translator.get("/admin/"))
    listed = text_of(translator.get(LIST))
    assert f"{LIST}inspect/{row.pk}/" in listed
    assert f"{LIST}edit/{row.pk}/" not in listed
    assert "Upload terms" not in listed
    inspected = text_of(translator.get(f"{LIST}inspect/{row.pk}/"))
    assert '<li>svenska: <span lang="sv">frivilligverksamhet</span></li>' in inspected
    assert translator.get("/admin/terms/csv/").status_code == 200
    for address in (f"{LIST}add/", f"{LIST}edit/{row.pk}/", f"{LIST}delete/{row.pk}/", "/admin/terms/upload/"):
        assert is_refused(translator.get(address)), address


def test_who_has_no_right_sees_no_terms() -> None:
    nobody = signed_in(name="nobody")
    volunteering()

    assert nobody.get("/admin/terms/csv/").status_code == 302
    assert Client().get("/admin/terms/csv/").status_code == 302
    assert Client().post("/admin/terms/upload/").status_code == 302


def test_terms_are_found_by_any_word_and_by_the_language_that_lacks_one(communicator: Client) -> None:
    volunteering()
    term(fi="talkoot", note="yhdessä")
    term(fi="Arena", is_name=True)

    assert _listed(communicator, "q=frivilligarbete") == ["vapaaehtoistoiminta"]
    assert _listed(communicator, "q=YHDESSÄ") == ["talkoot"]
    assert _listed(communicator, "lacking=sv") == ["talkoot"]
    assert _listed(communicator, "is_name=true") == ["Arena"]


def test_the_list_is_by_the_alphabet_of_the_first_language_that_has_a_word(communicator: Client) -> None:
    for names in ({"fi": "Talkoot", "en": "Work"}, {"sv": "bidrag"}, {"fi": "apu"}, {"fi": "Arena", "en": "zone"}):
        term(**names)

    rows = communicator.get(LIST).context["object_list"]
    assert [str(row) for row in rows] == ["apu", "bidrag", "Work", "zone"]
    columns = [column.name for column in communicator.get(LIST).context["table"].columns.values()]
    assert columns[-6:] == ["__str__", "fi", "sv", "ru", "is_name", "changed_at"]


def _listed(client: Client, query: str) -> list[str]:
    return [row.names["fi"] for row in client.get(f"{LIST}?{query}").context["object_list"]]


def test_the_list_takes_as_many_statements_for_many_terms(communicator: Client, django_assert_num_queries: Any) -> None:
    volunteering()
    communicator.get(LIST)
    with django_assert_num_queries(15):
        communicator.get(LIST)
    for number in range(30):
        term(fi=f"sana {number}")
    with django_assert_num_queries(15):
        communicator.get(LIST)


def test_terms_are_not_at_the_translators_desk() -> None:
    assert [key for key in text_fields() if key.startswith("translation.")] == []


def test_a_file_is_tried_and_then_uploaded(communicator: Client) -> None:
    table = b"fi;sv\ntalkoot;talko\n"

    tried = text_of(_upload(communicator, table, **{"try": "1"}))
    assert "Nothing is saved yet. Terms: 1 new." in tried
    assert "<td>row 2</td> <td>talkoot</td> <td>New</td>" in tried
    assert not Term.objects.exists()

    assert "Terms: 1 new." in text_of(_upload(communicator, table))
    assert "Terms: 1 unchanged." in text_of(_upload(communicator, table))
    assert Term.objects.get().names == {"fi": "talkoot", "sv": "talko"}


def test_what_is_refused_is_told_with_the_rest_saved(communicator: Client) -> None:
    told = text_of(_upload(communicator, b"fi;name\ntalkoot;x\n<b>;maybe\n"))

    assert "What is not refused is saved. Terms: 1 new, 1 refused." in told
    assert "<td>&lt;b&gt;</td>" in told
    assert "Refused: In the column “name” stands x or nothing, not “maybe”." in told
    assert [row.names["fi"] for row in Term.objects.all()] == ["talkoot"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04\xff", "It is not in UTF-8"),
        (b"<tbx", "It is no XML"),
        (b"\xff\xfe<\x00", "It is no XML"),
        (b"fi;x\n", "There is no column “x”."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_word(communicator: Client, content: bytes, reason: str) -> None:
    assert f"The file cannot be taken. {reason}" in text_of(_upload(communicator, content))


def test_a_file_that_is_too_large_and_none_at_all(communicator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Choose a file." in text_of(communicator.post("/admin/terms/upload/", follow=True))
    assert "It is larger than 10 MB." in text_of(_upload(communicator, b"a" * (rows.LIMIT + 1)))


def test_the_list_goes_out_as_both_kinds_of_file_and_as_no_other(communicator: Client) -> None:
    row = volunteering()

    table, exchange = communicator.get("/admin/terms/csv/"), communicator.get("/admin/terms/tbx/")
    assert str(row.key) in table.content.decode()
    assert str(row.key) in exchange.content.decode()
    assert table.headers["content-disposition"] == 'attachment; filename="terms.csv"'
    assert communicator.get("/admin/terms/xls/").status_code == 404
    assert communicator.post("/admin/terms/csv/").status_code == 405
