"""Validators, HEAD and codings: what is sent of an answer that is kept."""

import gzip

import brotli
import pytest

from tests.content_api.response_cache.asking import NEWS_TAG, Asking

LONG = b'{"data":"' + b"Yhdistykset kokoontuvat. " * 100 + b'"}'


@pytest.mark.parametrize("form", ["{}", "W/{}", '"a", {}', '"a",W/{} , "b"', "*"])
def test_what_the_client_has_is_not_sent_again(asking: Asking, form: str) -> None:
    etag = asking.get().headers["ETag"]
    got = asking.get(if_none_match=form.format(etag))
    assert (got.status, got.body) == ("304 Not Modified", b"")
    assert got.headers == {
        "ETag": etag,
        "Cache-Control": "public, max-age=1, stale-while-revalidate=10",
        "CDN-Cache-Control": "public, max-age=60",
        "Vary": "Accept, Accept-Encoding",
        "Cache-Status": "verkosto; hit",
        "Surrogate-Key": "all news-article",
    }


def test_another_etag_gets_the_whole_answer(asking: Asking) -> None:
    asking.get()
    assert asking.get(if_none_match='"a"').status == "200 OK"


def test_a_computed_answer_that_the_client_has_is_not_sent_either(asking: Asking) -> None:
    asking.application.answer = lambda environ: b'{"data":0}'
    etag = asking.get().headers["ETag"]
    asking.gateway.change(NEWS_TAG)
    got = asking.get(if_none_match=etag)
    assert (got.status, got.cache, asking.entered) == ("304 Not Modified", "fwd=uri-miss; stored", 2)


def test_a_post_is_answered_in_full(asking: Asking) -> None:
    etag = asking.post().headers["ETag"]
    assert asking.post(if_none_match=etag).status == "200 OK"


def test_etags_differ_by_content_and_by_coding(asking: Asking) -> None:
    asking.application.answer = lambda environ: LONG + environ["QUERY_STRING"].encode()
    tags = [
        asking.get(query, accept_encoding=coding).headers["ETag"] for query in "ab" for coding in ("", "br", "gzip")
    ]
    assert len(set(tags)) == 6
    assert tags[1] == tags[0][:-1] + '-br"'


def test_head_is_a_get_without_its_body(asking: Asking) -> None:
    head = asking.get(method="HEAD")
    got = asking.get()
    assert (head.status, head.body) == ("200 OK", b"")
    assert (got.body, got.cache) == (b'{"data":1}', "hit")
    assert asking.get(method="HEAD").headers == got.headers
    assert asking.application.asked[0]["REQUEST_METHOD"] == "GET"


def test_head_of_what_is_not_kept_has_no_body_either(asking: Asking) -> None:
    asking.application.tags = None
    assert asking.get(method="HEAD").body == b""
    assert asking.application.bodies[0].closed == 1


# Content codings


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("identity, br;q=0.5", None),
        ("br;q=x", None),
        ("deflate", None),
        ("", None),
    ],
)
def test_the_coding_that_the_client_likes_best(asking: Asking, accepted: str, coding: str | None) -> None:
    asking.application.answer = lambda environ: LONG
    for _ in range(2):
        got = asking.get(accept_encoding=accepted)
        assert got.headers.get("Content-Encoding") == coding
        assert got.headers["Content-Length"] == str(len(got.body))
        decode = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
        assert decode(got.body) == LONG
    assert asking.entered == 1


def test_small_answers_are_sent_as_they_are(asking: Asking) -> None:
    got = asking.get(accept_encoding="br")
    assert "Content-Encoding" not in got.headers
    assert got.body == b'{"data":1}'
