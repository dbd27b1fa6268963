"""What stands before Django in every request."""

from typing import Any

import pytest

from cms.wsgi import with_text


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        ("text/plain; charset=hex", "text/plain"),
        ("text/plain; charset=punycode", "text/plain"),
        ("text/plain; charset=unicode_escape", "text/plain"),
        ("text/plain; charset=utf-16", "text/plain"),
        ("text/plain; charset=no-such-codec; x=y", "text/plain"),
        ("text/plain; charset=idna", "text/plain"),
        ("text/plain; Charset=hex", "text/plain"),
        ("text/plain; charset =hex", "text/plain"),
        ("text/plain; charset*=utf-8''hex", "text/plain"),
        ("text/plain; charset*=nonsense''x", "text/plain"),
        ("text/plain; charset=utf-8; charset=hex", "text/plain"),
        ("multipart/form-data; boundary=x", "multipart/form-data; boundary=x"),
        ("application/json; charset=utf-8", "application/json; charset=utf-8"),
        ('application/json; charset="latin-1"', 'application/json; charset="latin-1"'),
        ("application/json", "application/json"),
    ],
)
def test_a_codec_that_is_none_of_texts_is_not_heard(given: str, seen: str) -> None:
    heard: list[str] = []

    def application(environ: Any, start_response: Any) -> list[bytes]:
        heard.append(environ["CONTENT_TYPE"])
        return []

    with_text(application)({"CONTENT_TYPE": given}, lambda *_: lambda _: None)

    assert heard == [seen]
