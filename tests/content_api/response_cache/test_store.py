from tests.content_api.response_cache.asking import NEWS_TAG, Asking


def test_a_flood_of_new_questions_stays_within_the_memory(asking: Asking) -> None:
    asking = Asking(max_bytes=100_000)
    asking.application.answer = lambda environ: b"x" * 1000
    for number in range(500):
        asking.get(f"query={number}")
        assert asking.store.bytes <= 20_000 + 5_000
    assert 0 < len(asking.store) < 20


def test_a_flood_does_not_evict_what_is_asked_for(asking: Asking) -> None:
    asking = Asking(max_bytes=100_000)
    asking.application.answer = lambda environ: b"x" * 1000
    for _ in range(2):
        asking.get("hot")
    for number in range(300):
        # Twice each, as one who knows how the memory is divided would.
        asking.get(f"query={number}")
        asking.get(f"query={number}")
        assert asking.get("hot").cache == "hit"
    assert asking.store.bytes <= 100_000


def test_too_large_an_answer_is_not_kept(asking: Asking) -> None:
    asking.application.answer = lambda environ: b"x" * 2_000_001
    assert [asking.get().cache, asking.get().cache] == ["fwd=uri-miss", "fwd=uri-miss"]
    assert asking.store.bytes == 0


def test_compressed_forms_and_tags_count(asking: Asking) -> None:
    asking.application.answer = lambda environ: b"abcdefgh" * 1000
    asking.get()
    before = asking.store.bytes
    compressed = asking.get(accept_encoding="gzip").body
    assert asking.store.bytes == before + 1500 + len(compressed)


def test_nothing_remains_of_what_is_dropped(asking: Asking) -> None:
    asking.application.answer = lambda environ: b"abcdefgh" * 1000
    for coding in ("", "br", "gzip", "gzip, br"):
        asking.get(accept_encoding=coding)
    asking.get("query=b", method="HEAD")
    asking.post()
    asking.gateway.change(NEWS_TAG)
    assert (asking.store.bytes, len(asking.store), asking.store.forms) == (0, 0, {})
    assert not asking.store._by_tag


def test_an_answer_begun_before_more_changes_than_are_remembered_is_old(asking: Asking) -> None:
    asking.get()
    answer = next(iter(asking.store.forms.values())).answer
    for _ in range(5000):
        asking.gateway.change(frozenset({"organisation"}))
    assert asking.get().cache == "hit"
    assert not asking.store.keep(answer, begun_at=0)
    assert asking.store.keep(answer, begun_at=5000)
