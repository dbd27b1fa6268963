"""What the measurement of exports makes of what it found."""

from cms.dev.bench import exports
from cms.dev.bench.exports import Export

MB = 2**20


def test_the_table_says_how_far_memory_grew() -> None:
    found = [
        Export("100 pages × 1 language", 100, 500_000, 2.0, 200 * MB, 201 * MB),
        Export("2,000 pages × 3 languages", 6_000, 30_000_000, 100.0, 201 * MB, 206 * MB + MB // 2),
    ]

    assert exports.table(found).splitlines()[2:] == [
        "| 100 pages × 1 language | 100 | 0.5 | 2 | 50 | 200 | 201 | 1.0 |",
        "| 2,000 pages × 3 languages | 6,000 | 30.0 | 100 | 60 | 201 | 206 | 5.5 |",
    ]
