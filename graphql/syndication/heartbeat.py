"""What a listener asks the server several times a second, in one statement."""

from dataclasses import asdict
from typing import NamedTuple

from syndication.tags import turns

# Which server, and which log in it: a pooler may bring us to another one and keep our connection.
#
# The rows of the log that have become visible since the snapshot $2, however late a transaction was committed and
# however low its number is. None is older than the oldest transaction that was open then, which the index finds. A
# number that is still to come was restored from the dump of another server, and is no news.
#
# Of which pages a moment has come since $1 at which they turn by themselves (they expire, an event ends), by the
# server's clock, which decides what is told of them; and when the next one comes. By the statement's own time: what is
# committed after it is heard of by itself and turns later.
_BEAT = """
SELECT concat_ws(' ', pg_postmaster_start_time(), 'syndication_change'::regclass::oid), pg_is_in_recovery(),
       snapshot,
       (SELECT string_agg(array_to_string(tags, ' '), E'\\n' ORDER BY transaction) FROM syndication_change
        WHERE transaction >= pg_snapshot_xmin($2::pg_snapshot)::text::bigint
          AND transaction < pg_snapshot_xmax(snapshot)::text::bigint
          AND NOT pg_visible_in_snapshot(transaction::text::xid8, $2::pg_snapshot)),
       now, array_to_string((
           SELECT syndication_merged('{{}}', syndication_groups(array_agg(id), NULL)) FROM ({past}) AS turned
       ), ' '),
       extract(epoch FROM (SELECT min(at) FROM ({next}) AS coming) - now)
FROM (SELECT statement_timestamp() AS now, pg_current_snapshot() AS snapshot) AS moment
"""
_PAST = """
SELECT "{page}" AS id FROM "{table}" WHERE {condition} "{column}" > coalesce($1::timestamptz, now) AND "{column}" <= now
"""
_NEXT = 'SELECT min("{column}") AS at FROM "{table}" WHERE {condition} "{column}" > now'


def question() -> bytes:
    """Returns the statement. Its parameters are of the heartbeat before: `$1` the moment, `$2` the snapshot."""

    def of_all(statement: str) -> str:
        return " UNION ALL ".join(
            statement.format(
                # Of what is not live there may be much, and none of it is told.
                condition="live AND" if turn.column == "expire_at" else "",
                **asdict(turn),
            )
            for turn in turns()
        )

    return _BEAT.format(past=of_all(_PAST), next=of_all(_NEXT)).encode()


class Beat(NamedTuple):
    """What a heartbeat brings, as the server spells it."""

    server: bytes
    is_replica: bytes
    snapshot: bytes
    changes: bytes | None
    now: bytes
    turned: bytes | None
    seconds_to_turn: bytes | None
