"""Terms out into files and in again."""

from typing import Any

import pytest

from cms.core.admin.uploads import Unreadable
from cms.translation.models import Term
from cms.translation.terms import tables, tbx
from cms.translation.terms.rows import Fate, take
from cms.users.models import User
from tests import factories
from tests.translation.terms.lists import term, volunteering

pytestmark = pytest.mark.django_db
HEAD = "id;fi;fi+;fi-;sv;sv+;sv-;en;en+;en-;ru;ru+;ru-;name;note"
FORMS = pytest.mark.parametrize("form", [tables, tbx])
WORDS = "Työ ilman palkkaa."


def _values() -> list[Any]:
    return [
        (dict(row.names), dict(row.admitted), dict(row.avoided), row.is_name, row.note, row.key)
        for row in Term.objects.order_by("pk")
    ]


def _take(form: Any, content: bytes | str, *, is_trial: bool = False) -> list[tuple[str, str, str]]:
    content = content.encode() if isinstance(content, str) else content
    user = User.objects.filter(username="editor").first() or factories.user("editor")
    outcomes = take(form.read(content), user, is_trial=is_trial)
    return [(item.place, item.fate.value, item.reason) for item in outcomes]


def _several() -> None:
    volunteering()
    term(fi="Kansalaisareena", is_name=True)
    term(fi='=1+1 "lainaus"; <b>', also_sv="@ett|-två", ru="слово", note="Kaksi\nriviä; ja | viiva")


def test_a_table_is_as_spreadsheets_in_finland_open_it() -> None:
    first = volunteering()
    second = term(fi="=SUMMA(1)", note="+358", is_name=True)

    assert tables.write([first, second]).decode("utf-8-sig").splitlines() == [
        HEAD,
        ";".join([str(first.key), "vapaaehtoistoiminta", "vapaaehtoistyö", "", "volontärverksamhet",
                  "frivilligverksamhet", "frivilligarbete", "volunteering", "", "", "волонтёрство", "", "", "", WORDS]),
        f"{second.key};'=SUMMA(1);;;;;;;;;;;;x;'+358",
    ]  # fmt: skip


def test_tbx_says_what_each_word_is() -> None:
    made = term(fi="järjestö", sv="organisation", also_sv="NGO", not_sv="klubb", note="Myös liitto.")

    assert tbx.write([made]).decode() == (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="fi">\n'
        "  <tbxHeader>\n    <fileDesc>\n      <sourceDesc>\n        <p>Verkosto</p>\n      </sourceDesc>\n"
        "    </fileDesc>\n  </tbxHeader>\n  <text>\n    <body>\n"
        f'      <conceptEntry id="term-{made.key}">\n        <note>Myös liitto.</note>\n'
        + _section("fi", ("järjestö", "preferred"))
        + _section("sv", ("organisation", "preferred"), ("NGO", "admitted"), ("klubb", "deprecated"))
        + "      </conceptEntry>\n    </body>\n  </text>\n</tbx>\n"
    )


def _section(tag: str, *words: tuple[str, str]) -> str:
    terms = "".join(
        f"          <termSec>\n            <term>{word}</term>\n"
        f'            <termNote type="administrativeStatus">{status}Term-admn-sts</termNote>\n          </termSec>\n'
        for word, status in words
    )
    return f'        <langSec xml:lang="{tag}">\n{terms}        </langSec>\n'


@FORMS
def test_what_goes_out_comes_in_again_as_it_was(form: Any) -> None:
    _several()
    before, content = _values(), form.write(Term.objects.order_by("pk"))

    assert [fate for _place, fate, _reason in _take(form, content)] == ["unchanged"] * 3
    Term.objects.all().delete()
    assert [fate for _place, fate, _reason in _take(form, content)] == ["new"] * 3

    assert _values() == before
    assert [fate for _place, fate, _reason in _take(form, content)] == ["unchanged"] * 3


def test_a_trial_tells_the_same_and_saves_nothing() -> None:
    known = volunteering()
    before = _values()
    table = f"id,fi,sv\n{known.key},vapaaehtoistoiminta,volontärarbete\n,talkoot,talko\n,vapaaehtoistoiminta,\n,,\nx\n"

    told = [
        ("row 2", "changed", ""),
        ("row 3", "new", ""),
        ("row 4", "refused", "An earlier row is of the same term."),
        ("row 6", "refused", "Give the text in at least one language."),
    ]
    assert _take(tables, table, is_trial=True) == told
    assert _values() == before
    assert _take(tables, table) == told
    assert [row[0].get("sv") for row in _values()] == ["volontärarbete", "talko"]


def test_columns_and_languages_that_a_file_lacks_stay_as_they_are() -> None:
    volunteering()

    assert _take(tables, "\ufefffi;sv-\nVapaaehtoistoiminta;jobb | knog\n") == [("row 2", "changed", "")]

    (row,) = _values()
    assert row[0]["fi"] == "Vapaaehtoistoiminta"
    assert row[0]["sv"] == "volontärverksamhet"
    assert row[2] == {"sv": "jobb\nknog"}
    assert row[4] == WORDS


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";tuki;x", "Several terms are called that: say which by its id."),
        (";uusi;;;", "It has more cells than there are columns."),
        (f";{'a' * 256};", "fi: at most 255 characters, this has 256."),
        (";uusi;maybe", "In the column “name” stands x or nothing, not “maybe”."),
        (";uu\x00si;", "Null characters are not allowed."),
        ("6b7c2f0e-3f0a-4a57-9d3b-2f1f0d6a8c11;;", "Give the text in at least one language."),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_the_reason_and_the_others_are_taken(line: str, reason: str) -> None:
    term(fi="tuki")
    term(fi="tuki")

    assert _take(tables, f"id;fi;name\n{line}\n;toinen;\n") == [("row 2", "refused", reason), ("row 3", "new", "")]
    assert [row.names["fi"] for row in Term.objects.order_by("pk")] == ["tuki", "tuki", "toinen"]


def test_a_word_that_is_both_good_and_bad_is_refused_and_leaves_the_term_as_it_was() -> None:
    volunteering()
    before = _values()

    assert _take(tables, "fi;sv-\nvapaaehtoistoiminta;Volontärverksamhet\n") == [
        ("row 2", "refused", "“volontärverksamhet” is among the words to use as well.")
    ]
    assert _values() == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "It has no column with terms: these are called like the languages, “fi” say."),
        (b"\xff\xfet\x00", "It is not in UTF-8: save it as “CSV UTF-8”."),
        (b"fi;de\n", "There is no column “de”. The columns are: " + ", ".join(HEAD.split(";")) + "."),
        (b"fi;fi\n", "Two of its columns have the same name."),
        (b'fi;sv\n"a"b;c\n', "Line 2 is no CSV."),
        (b"fi\n" + b"a" * 200_000, "Line 2 is no CSV."),
        (b"fi\n" + b"a\n" * 5_001, "It has more than 5000 terms."),
    ],
)
def test_a_table_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as problem:
        tables.read(content)

    assert str(problem.value) == reason


def test_tbx_of_the_earlier_edition_and_of_the_other_style_is_read() -> None:
    earlier = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
        <martif type="TBX-Basic"><text><body><termEntry id="c1">
        <descrip type="definition">Mitä <hi>se</hi> on.</descrip>
        <langSet xml:lang="fi-FI"><ntig><termGrp><term>talkoot</term></termGrp></ntig></langSet>
        <langSet xml:lang="SV"><tig><term>talko</term>
        <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig></langSet>
        <langSet xml:lang="de"><tig><term>Talkoot</term></tig></langSet></termEntry></body></text></martif>"""
    other = """<tbx type="TBX-Basic" style="dct" xmlns="urn:iso:std:iso:30042:ed-2"
        xmlns:min="http://www.tbxinfo.net/ns/min"><text><body><conceptEntry id="c1">
        <langSec xml:lang="fi"><termSec><term>talkoot</term></termSec></langSec>
        <langSec xml:lang="sv"><termSec><term>talkon</term><min:administrativeStatus>supersededTerm-admn-sts
        </min:administrativeStatus></termSec></langSec></conceptEntry></body></text></tbx>"""

    assert _take(tbx, earlier) == [("entry 1", "new", "")]
    assert _values()[0][:5] == ({"fi": "talkoot"}, {"sv": "talko"}, {}, False, "Mitä se on.")
    assert _take(tbx, other) == [("entry 1", "changed", "")]
    assert _values()[0][:3] == ({"fi": "talkoot"}, {}, {"sv": "talkon"})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<tbx>", "It is no XML: "),
        ("<html/>", "It is no TBX."),
        ("<tbx>" + "<conceptEntry/>" * 5_001 + "</tbx>", "It has more than 5000 terms."),
    ],
)
def test_xml_that_cannot_be_read_says_why(content: str, reason: str) -> None:
    with pytest.raises(Unreadable) as problem:
        tbx.read(content.encode())

    assert str(problem.value).startswith(reason)


def test_an_entry_without_a_language_of_ours_is_told() -> None:
    content = (
        '<tbx><conceptEntry><langSec xml:lang="de"><termSec><term>Ehre</term></termSec></langSec></conceptEntry></tbx>'
    )

    assert _take(tbx, content) == [("entry 1", Fate.REFUSED.value, "It has no term in a language of this site.")]


def test_entities_are_not_looked_into(tmp_path: Any) -> None:
    secret = tmp_path / "secret"
    secret.write_text("salaisuus")
    content = f"""<!DOCTYPE tbx [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "yy">]><tbx><conceptEntry>
        <langSec xml:lang="fi"><termSec><term>a&x;&y;b</term></termSec></langSec></conceptEntry></tbx>"""

    (row,) = tbx.read(content.encode())
    assert "salaisuus" not in row.names["fi"]
    assert "yy" not in row.names["fi"]


@pytest.mark.parametrize("spelling", ["hex", "urn", "braces"])
def test_an_id_is_known_in_each_of_its_spellings(spelling: str) -> None:
    made = term(fi="järjestö")
    key = {"hex": made.key.hex, "urn": made.key.urn, "braces": f"{{{made.key}}}"}[spelling]
    take(tables.read(f"id;fi\n{key};liitto\n".encode()), factories.user("writer"), is_trial=False)
    assert [dict(row.names) for row in Term.objects.all()] == [{"fi": "liitto"}]


def test_a_control_character_in_a_note_costs_nobody_the_tbx() -> None:
    take(tables.read("fi;note\njärjestö;a\x02b\n".encode()), factories.user("writer"), is_trial=False)
    assert [row.note for row in tbx.read(tbx.write(Term.objects.all()))] == ["ab"]


def test_a_row_may_take_the_name_that_an_earlier_row_has_given_up() -> None:
    made = term(fi="vanha")
    told = take(tables.read(f"id;fi\n{made.key};uusi\n;vanha\n".encode()), factories.user("writer"), is_trial=False)
    assert [outcome.fate for outcome in told] == [Fate.CHANGED, Fate.NEW]


def test_a_note_that_begins_with_an_apostrophe_comes_back_as_it_was() -> None:
    notes = ["'-minen'-johdos", "=1", "'lainaus'", "''=1"]
    made = [term(fi=f"sana {number}", note=note) for number, note in enumerate(notes)]

    assert [row.note for row in tables.read(tables.write(made))] == notes
