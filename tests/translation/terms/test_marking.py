"""Terms are marked in the original without harm to its markup."""

import pytest

from cms.translation.terms.finding import Terms, Words
from cms.translation.terms.marking import marked
from tests.translation.terms.lists import term

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dictionaries")]


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("Kunnan hakijat", "<mark>Kunnan</mark> hakijat"),
        ("Hae <b>kuntaa</b> nyt", "Hae <b><mark>kuntaa</mark></b> nyt"),
        ("Hae <b>kun</b>taa", "Hae <b><mark>kun</mark></b><mark>taa</mark>"),
        ('<a id="a1">Kolmannen</a> <i>sektorin</i> kunta',
         '<a id="a1"><mark>Kolmannen</mark></a><mark> </mark><i><mark>sektorin</mark></i> <mark>kunta</mark>'),
        ("Rivi<br/>kunta &lt;b&gt; &amp; kunta", "Rivi<br/><mark>kunta</mark> &lt;b&gt; &amp; <mark>kunta</mark>"),
        ("&lt;script&gt;kunta&lt;/script&gt;", "&lt;script&gt;<mark>kunta</mark>&lt;/script&gt;"),
        ("Ei mitään", "Ei mitään"),
    ],
)  # fmt: skip
def test_marks(markup: str, shown: str) -> None:
    term(fi="kunta")
    term(fi="kolmas sektori")

    assert marked(markup, Words(Terms().rows, "fi").in_) == shown
