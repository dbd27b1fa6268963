"""What is answered from memory, to whom, and what is not."""

from io import BytesIO

import pytest

from tests.content_api.response_cache.asking import NEWS_TAG, Asking

LONG = b'{"data":"' + b"Yhdistykset kokoontuvat. " * 100 + b'"}'


def test_what_was_asked_before_is_answered_from_memory(asking: Asking) -> None:
    first, second = asking.get(), asking.get()
    assert (first.body, first.cache) == (b'{"data":1}', "fwd=uri-miss; stored")
    assert (second.body, second.cache) == (b'{"data":1}', "hit")
    assert asking.entered == 1


def test_an_answer_from_memory_has_the_headers_of_the_first(asking: Asking) -> None:
    first, second = asking.get(), asking.get()
    assert second.headers == {
        "Content-Type": "application/json",
        "Content-Length": "10",
        "Surrogate-Key": "all news-article",
        "ETag": first.headers["ETag"],
        "Cache-Control": "public, max-age=1, stale-while-revalidate=10",
        "CDN-Cache-Control": "public, max-age=60",
        "Vary": "Accept, Accept-Encoding",
        "Cache-Status": "verkosto; hit",
    }
    assert first.headers == second.headers | {"Cache-Status": "verkosto; fwd=uri-miss; stored"}


def test_a_post_is_answered_from_memory_but_by_nobody_else(asking: Asking) -> None:
    assert [asking.post().cache, asking.post().cache] == ["fwd=uri-miss; stored", "hit"]
    assert asking.post().headers["Cache-Control"] == "no-store"
    assert "CDN-Cache-Control" not in asking.post().headers
    assert asking.application.asked[0]["wsgi.input"].read() == b'{"query":"a"}'


@pytest.mark.parametrize(
    "headers",
    [
        {"accept": "application/json"},
        {"host": "other"},
        {"x_forwarded_proto": "https"},
        {"wsgi.url_scheme": "https"},
    ],
)
def test_what_alters_an_answer_is_another_question(asking: Asking, headers: dict[str, str]) -> None:
    asking.get()
    environ = {name: value for name, value in headers.items() if "." in name}
    rest = {name: value for name, value in headers.items() if "." not in name}
    got = asking.send({"REQUEST_METHOD": "GET", "QUERY_STRING": "query=a", **environ}, rest)
    assert got.cache == "fwd=uri-miss; stored"
    assert asking.entered == 2


def test_query_body_and_content_type_are_part_of_the_question(asking: Asking) -> None:
    asking.get()
    asking.post()
    assert asking.get("query=b").body == b'{"data":3}'
    assert asking.post(b'{"query":"b"}').body == b'{"data":4}'
    assert asking.post(CONTENT_TYPE="text/plain").body == b'{"data":5}'
    assert asking.get().body == b'{"data":1}'
    assert asking.post().body == b'{"data":2}'


def test_cookies_origin_and_language_neither_alter_an_answer_nor_reach_it(asking: Asking) -> None:
    asking.get(cookie="sessionid=1", origin="https://a.example", accept_language="ru", if_none_match='"x"')
    assert asking.get().cache == "hit"
    seen = {name for name in asking.application.asked[0] if name.startswith("HTTP_")}
    assert seen == {"HTTP_HOST"}


def test_who_asks_reaches_the_application(asking: Asking) -> None:
    asking.get(x_forwarded_for="192.0.2.7")
    seen = asking.application.asked[0]
    assert (seen["REMOTE_ADDR"], seen["HTTP_X_FORWARDED_FOR"]) == ("192.0.2.1", "192.0.2.7")


def test_credentials_are_never_answered_from_memory_nor_kept(asking: Asking) -> None:
    asking.get()
    got = [asking.get(authorization="Bearer 1").body for _ in range(2)]
    assert got == [b'{"data":2}', b'{"data":3}']
    assert asking.application.asked[1]["HTTP_AUTHORIZATION"] == "Bearer 1"
    assert asking.get().body == b'{"data":1}'


def test_other_paths_go_straight_through(asking: Asking) -> None:
    for _ in range(2):
        got = asking.get(PATH_INFO="/admin/", cookie="a=1")
        assert "Cache-Status" not in got.headers
    assert asking.application.asked[1]["HTTP_COOKIE"] == "a=1"
    assert len(asking.store) == 0


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE"])
def test_other_methods_go_straight_through(asking: Asking, method: str) -> None:
    asking.get(method=method)
    asking.get(method=method)
    assert asking.entered == 2


def test_what_the_view_did_not_mark_is_for_its_asker_alone(asking: Asking) -> None:
    asking.application.tags = None
    assert [asking.get().cache, asking.get().cache] == ["fwd=uri-miss", "fwd=uri-miss"]
    assert asking.entered == 2
    assert [body.closed for body in asking.application.bodies] == [1, 1]


@pytest.mark.parametrize(
    ("status", "header"),
    [("400 Bad Request", None), ("503 Busy", None), ("200 OK", ("Set-Cookie", "a=1"))],
)
def test_errors_and_answers_with_cookies_are_not_kept(
    asking: Asking, status: str, header: tuple[str, str] | None
) -> None:
    asking.application.status = status
    asking.application.more = [header] if header else []
    assert (asking.get().status, asking.get().status) == (status, status)
    assert asking.entered == 2
    assert len(asking.store) == 0


def test_headers_for_one_client_are_not_given_to_another(asking: Asking) -> None:
    asking.application.more = [("RateLimit", '"cost";r=9'), ("X-Content-Type-Options", "nosniff")]
    first, second = asking.post(), asking.post()
    assert first.headers["RateLimit"] == '"cost";r=9'
    assert "RateLimit" not in second.headers
    assert second.headers["X-Content-Type-Options"] == "nosniff"


def test_what_other_caches_may_keep_has_no_header_for_one_client(asking: Asking) -> None:
    asking.application.more = [("RateLimit", '"cost";r=9')]
    got = asking.get()
    assert got.headers["Cache-Control"].startswith("public")
    assert "RateLimit" not in got.headers
    # What is for its asker alone has it.
    asking.application.tags = None
    assert asking.get("query=b").headers["RateLimit"] == '"cost";r=9'


def test_the_body_of_the_application_is_closed_once(asking: Asking) -> None:
    asking.get()
    assert [body.closed for body in asking.application.bodies] == [1]


def test_an_exception_is_raised_and_the_next_one_tries_again(asking: Asking) -> None:
    def fail(environ: object) -> bytes:
        raise KeyboardInterrupt

    works, asking.application.answer = asking.application.answer, fail
    with pytest.raises(KeyboardInterrupt):
        asking.get()
    asking.application.answer = works
    assert asking.get().cache == "fwd=uri-miss; stored"


# Conditional requests and HEAD


def test_all_ways_of_asking_share_one_computation(asking: Asking) -> None:
    asking.application.answer = lambda environ: LONG
    statuses = [asking.get(accept_encoding=f"br, gzip;q=0.{number}").cache for number in range(40)]
    assert statuses == ["fwd=uri-miss; stored", *["hit"] * 39]
    assert len(asking.store.forms) == 12


# Bodies


@pytest.mark.parametrize("length", ["", "x", "-1", "²", "100001", "9" * 5000])
def test_a_body_of_unsure_length_is_left_to_the_application(asking: Asking, length: str) -> None:
    unread = BytesIO(b'{"query":"a"}')
    environ = {"REQUEST_METHOD": "POST", "QUERY_STRING": "", "CONTENT_LENGTH": length, "wsgi.input": unread}
    assert asking.send(environ, {}).cache == "fwd=bypass"
    assert asking.application.asked[0]["wsgi.input"].read() == b'{"query":"a"}'


def test_a_body_that_was_cut_off_is_left_to_the_application(asking: Asking) -> None:
    assert asking.post(b'{"query":"a"}', CONTENT_LENGTH="99").cache == "fwd=bypass"
    assert asking.application.asked[0]["wsgi.input"].read() == b'{"query":"a"}'


# Trust


def test_nothing_is_answered_from_memory_nor_kept_without_trust(asking: Asking) -> None:
    asking.get()
    asking.trusted = False
    assert asking.get().body == b'{"data":2}'
    assert asking.post().cache == "fwd=bypass"
    assert len(asking.store) == 1
    asking.trusted = True
    assert asking.get().body == b'{"data":1}'


def test_a_loss_empties_the_memory(asking: Asking) -> None:
    asking.get()
    asking.gateway.lose()
    assert (len(asking.store), asking.store.bytes) == (0, 0)
    assert asking.get().body == b'{"data":2}'


def test_a_change_drops_what_depends_on_it_and_nothing_else(asking: Asking) -> None:
    asking.get("news")
    asking.application.tags = frozenset({"all", "organisation"})
    asking.get("organisations")
    asking.gateway.change(NEWS_TAG)
    assert (asking.get("news").cache, asking.get("organisations").cache) == ("fwd=uri-miss; stored", "hit")


def test_all_drops_everything(asking: Asking) -> None:
    asking.get()
    asking.gateway.change(frozenset({"all"}))
    assert asking.get().cache == "fwd=uri-miss; stored"


def test_nobody_else_keeps_what_is_not_kept_here(asking: Asking) -> None:
    asking.application.tags = None
    assert asking.get().headers["Cache-Control"] == "no-store"
    asking.trusted = False
    assert asking.get().headers["Cache-Control"] == "no-store"
    asking.application.more = [("Cache-Control", "no-cache")]
    assert asking.get().headers["Cache-Control"] == "no-cache"
