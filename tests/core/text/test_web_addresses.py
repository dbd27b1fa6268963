"""One rule says which addresses are followed, whatever way they are written."""

import pytest
from django.core.exceptions import ValidationError

from cms.core.text.web_addresses import embeddable_markup, followable, validate_web_address
from organisations.models import KeyFigure

SCRIPTS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\r\nscript:alert(1)",
    "java\x00script:alert(1)",
    "javascript\x0b:alert(1)",
    "javascript&#58;alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "javascript%3Aalert(1)",
    "\u2028javascript:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    "view-source:https://example.org/",
]


@pytest.mark.parametrize("address", SCRIPTS)
@pytest.mark.parametrize("here", [False, True])
def test_a_script_is_never_followed(address: str, here: bool) -> None:
    assert followable(address, here=here) == ""
    with pytest.raises(ValidationError):
        validate_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org",
        "https://example.org/a b?c=d:e#f",
        "HTTPS://Example.org/",
        "https://xn--4dbcagdahymbxekheh6e0a7fei0b.example/",
        "mailto:toimisto@example.org",
        "tel:+358401234567",
    ],
)
def test_what_readers_follow_stays_as_it_is(address: str) -> None:
    assert followable(address) == address
    assert followable(f"  {address}\n") == address


@pytest.mark.parametrize(
    "address",
    ["", None, 7, [], {}, "example.org", "https:example.org", "https:///x", "http://[", "ftp://example.org/", "tel:"],
)
def test_what_is_no_address_is_left_out(address: object) -> None:
    assert followable(address) == ""
    assert followable(address, here=True) == ""


def test_paths_of_our_own_where_they_are_meant() -> None:
    for path in ("/fi/uutiset/", "/", "#tavoitteet", "/a:b"):
        assert (followable(path, here=True), followable(path)) == (path, "")
    for elsewhere in ("//example.org/", "/\\example.org/", "\\\\example.org", "/\t/example.org"):
        assert followable(elsewhere, here=True) == ""


def test_a_field_says_what_is_wrong() -> None:
    figure = KeyFigure(value="1", label={"fi": "a"}, source_url="ftp://example.org/")
    with pytest.raises(ValidationError) as caught:
        figure.full_clean()
    assert caught.value.message_dict == {
        "source_url": ["This is no web address that can be linked to: begin with https:// or http://."]
    }


@pytest.mark.parametrize(
    "markup",
    [
        '<iframe src="https://player.vimeo.com/video/1" allow="autoplay"></iframe>',
        '<blockquote class="x"><a href="https://a.org/">A</a></blockquote>\n<script async src="//a.org/w.js"></script>',
    ],
)
def test_a_services_markup_is_passed_on(markup: str) -> None:
    assert embeddable_markup(markup) == markup


@pytest.mark.parametrize(
    "markup",
    [
        None,
        '<iframe src="javascript:alert(1)"></iframe>',
        '<iframe SRC=" java&#9;script:alert(1)"></iframe>',
        '<iframe srcdoc="&lt;script&gt;"></iframe>',
        '<img src="https://example.org/x" onerror="alert(1)">',
        "<script>alert(1)</script>",
        '<svg><a xlink:href="javascript&colon;alert(1)">x</a></svg>',
        '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
        '<object data="data:text/html,x"></object>',
        "<script/>alert(1)</script>",
        "<!--><script>alert(1)</script>-->",
        "<!--><img src=x>-->",
        "<title><!--</title><script>alert(1)</script>-->",
        '<svg><a><animate attributeName=href values="javascript:alert(1)">',
    ],
)
def test_markup_that_would_run_is_not(markup: str | None) -> None:
    assert embeddable_markup(markup) == ""
