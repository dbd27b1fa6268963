"""What would go wrong for readers is said by `manage.py check`."""

from typing import Any

import pytest
from pytest_django.fixtures import Settings

from cms.core.blocks import CallToActionBlock, SectionBlock
from content_api.checks import check_settings_fit, check_unions_hold_what_editors_use
from engine import limits

DEAREST = limits.REQUEST_POINTS + limits.DOCUMENT_POINTS + limits.COST_MAX


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("CORS_ORIGINS", ["https://www.example.org", "http://localhost:3000", "*"], []),
        ("CORS_ORIGINS", ["www.example.org"], ["verkosto.E020"]),
        ("CORS_ORIGINS", ["https://www.example.org/"], ["verkosto.E020"]),
        ("GRAPHQL_RATE_LIMIT", 0, []),
        ("GRAPHQL_RATE_LIMIT", DEAREST, []),
        ("GRAPHQL_RATE_LIMIT", DEAREST - 1, ["verkosto.E021"]),
        ("GRAPHQL_CONCURRENCY", 4, []),
        ("GRAPHQL_CONCURRENCY", 5, ["verkosto.E022"]),
    ],
)
def test_settings_that_contradict_are_found(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str, value: Any, found: list[str]
) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", {"pool": {"max_size": 5}})
    setattr(settings, name, value)

    assert [message.id for message in check_settings_fit()] == found


def test_a_block_that_a_union_lacks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_unions_hold_what_editors_use() == []
    monkeypatch.setitem(SectionBlock.base_blocks, "call_to_action", CallToActionBlock())

    (found,) = check_unions_hold_what_editors_use()

    assert (found.id, found.msg) == (
        "verkosto.E024",
        "The union SectionBlock lacks CallToActionBlock, which SectionBlock holds.",
    )
