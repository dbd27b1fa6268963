"""The triggers that write the change log, made from `syndication.tags` after every migrate (docs/decisions/0004).

A statement that alters something public adds its tags to the one row of its transaction; what changes nothing, or
nothing that readers see, adds none. The log's own trigger notifies, so that log and notification cannot differ.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db.models.signals import post_migrate

from syndication.functions import HEAD, LOG, MOST_KEYS, SHARED
from syndication.models import Change
from syndication.tags import ALL, EDITORS_COLUMNS, PAGE, REDIRECT, Lead, Source, sources

LOCK = 726_573_002  # Any number that nothing else locks.

_EVENTS = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}


def _fired(rows: str) -> str:
    """SQL that sets the tags of pages. `rows` selects their translation keys and content types."""
    return f"""
            fired := ARRAY(
                WITH changed AS MATERIALIZED ({rows})
                SELECT '{PAGE}' WHERE EXISTS (SELECT FROM changed)
                UNION ALL (SELECT DISTINCT translation_key::text FROM changed LIMIT {MOST_KEYS + 1})
                UNION ALL
                SELECT syndication_kind(content_type_id)
                FROM (SELECT DISTINCT content_type_id FROM changed) AS types
            );"""


def _fired_where_gone(rows: str) -> str:
    """SQL that adds the tag of redirects when one of the addresses that `rows` selects is gone."""
    return f"""
            IF EXISTS (SELECT FROM ({rows}) AS draft (url_path) JOIN home_goneaddress ON path = url_path) THEN
                fired := array_append(fired, '{REDIRECT}');
            END IF;"""


def _tree(source: Source) -> str:
    """Rows of `wagtailcore_page`.

    Of a page that is live neither before nor after, only its end and a new translation key count: links lead through
    them. But where an address is gone, a draft that comes to stand there counts: below a restriction nothing is
    admitted to have been there. And what a page with pages below is an alias of decides for all of them, live or not,
    where something is restricted (`visibility.py`).
    """
    hidden = ", ".join(f"'{name}'" for name in sorted(EDITORS_COLUMNS))
    key = source.primary_key
    both = f"old_rows AS o FULL JOIN new_rows AS n ON n.{key} = o.{key}"
    return f"""
    CASE TG_OP
        WHEN 'INSERT' THEN{_fired("SELECT translation_key, content_type_id FROM new_rows WHERE live")}
            {_fired_where_gone("SELECT url_path FROM new_rows WHERE NOT live")}
        WHEN 'DELETE' THEN{_fired("SELECT translation_key, content_type_id FROM old_rows")}
        ELSE{
        _fired(f'''
                SELECT unnest(ARRAY[o.translation_key, n.translation_key]) AS translation_key,
                       unnest(ARRAY[o.content_type_id, n.content_type_id]) AS content_type_id
                FROM {both}
                WHERE (o.live OR n.live OR o.translation_key IS DISTINCT FROM n.translation_key)
                  AND to_jsonb(o) - ARRAY[{hidden}] IS DISTINCT FROM to_jsonb(n) - ARRAY[{hidden}]
                ''')
    }
            {
        _fired_where_gone(f'''
                SELECT unnest(ARRAY[o.url_path, n.url_path]) FROM {both}
                WHERE NOT (o.live OR n.live) AND o.url_path <> n.url_path
                ''')
    }
            IF EXISTS (
                SELECT FROM {both} WHERE o.alias_of_id IS DISTINCT FROM n.alias_of_id AND n.numchild > 0
            ) AND EXISTS (SELECT FROM wagtailcore_pageviewrestriction) THEN
                fired := array_append(fired, '{ALL}');
            END IF;
    END CASE;
    fired := array_remove(fired, NULL);"""


def _keys(source: Source) -> str:
    """Sets `keys` to the column that leads on, of every row that is new, gone, or changed."""
    key, column = source.primary_key, source.key
    return f"""
    CASE TG_OP
        WHEN 'INSERT' THEN keys := ARRAY(SELECT DISTINCT {column} FROM new_rows);
        WHEN 'DELETE' THEN keys := ARRAY(SELECT DISTINCT {column} FROM old_rows);
        ELSE keys := ARRAY(
            SELECT DISTINCT unnest(ARRAY[o.{column}, n.{column}])
            FROM old_rows AS o FULL JOIN new_rows AS n ON n.{key} = o.{key} WHERE o IS DISTINCT FROM n
        );
    END CASE;
    keys := array_remove(keys, NULL);"""


def _tags(source: Source) -> str:
    kind = "NULL" if source.kind is None else f"'{source.kind}'"
    if source.lead is Lead.TREE:
        return _tree(source)
    if source.lead is Lead.GROUP:
        fired = f"syndication_groups(keys, {kind})"
    elif source.lead is Lead.ROW:
        fired = f"ARRAY[{kind}] || ARRAY(SELECT {kind} || ':' || key FROM unnest(keys) AS key LIMIT {MOST_KEYS + 1})"
    else:
        fired = f"ARRAY[{kind}]"
    return f"""{_keys(source)}
    IF cardinality(keys) > 0 THEN
        fired := {fired};
    END IF;"""


def function_name(source: Source) -> str:
    return f"syndication_on_{source.table}"


def definition(source: Source) -> str:
    """The function and the triggers of one table. Columns other than keys have no names here: they come and go."""
    name = function_name(source)
    triggers = "\n".join(
        f"CREATE OR REPLACE TRIGGER syndication_{event} AFTER {event.upper()} ON {source.table} {tables} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}();"
        for event, tables in _EVENTS.items()
    )
    return f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger {HEAD} AS $$
DECLARE
    keys bigint[];
    fired text[] := '{{}}';
BEGIN{_tags(source)}
    PERFORM syndication_record(fired);
    RETURN NULL;
END $$;
{triggers}
CREATE OR REPLACE TRIGGER syndication_truncate AFTER TRUNCATE ON {source.table}
FOR EACH STATEMENT EXECUTE FUNCTION syndication_on_truncate();
"""


def installed(cursor: Any) -> set[tuple[str, str]]:
    """(table, trigger) of every trigger of ours that is on."""
    cursor.execute(
        """
        SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE tgname LIKE 'syndication\\_%' AND tgenabled = 'O' AND relnamespace = current_schema()::regnamespace
        """
    )
    return set(cursor.fetchall())


def expected(tables: Iterable[str]) -> set[tuple[str, str]]:
    events = [*_EVENTS, "truncate"]
    log = {(Change._meta.db_table, "syndication_notify")}
    return {(table, f"syndication_{event}") for table in tables for event in events} | log


def install(using: str = "default", **kwargs: Any) -> None:
    """Receiver of post_migrate. Does nothing when everything is in place.

    One transaction a table: nobody who writes waits for all of them, nor they for him.
    """
    connection = connections[using]
    present = set(connection.introspection.table_names())
    if Change._meta.db_table not in present:
        return  # A migration of one app, or backwards.
    wanted = {name: definition(source) for name, source in sources().items() if name in present}
    digest = hashlib.sha256("".join([SHARED, LOG, *wanted.values()]).encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regproc('syndication_record'), 'pg_proc')")
        if cursor.fetchone() == (digest,) and installed(cursor) == expected(wanted):
            return
        for statements in (SHARED, LOG, *wanted.values()):
            _execute(cursor, using, statements)
        for table in {table for table, _ in installed(cursor) - expected(wanted)}:
            _execute(cursor, using, f"DROP FUNCTION syndication_on_{table} CASCADE")
        # What was written before, or told in other words, is nobody's to keep.
        _execute(
            cursor,
            using,
            f"COMMENT ON FUNCTION syndication_record IS '{digest}'; SELECT syndication_record('{{{ALL}}}')",
        )


def _execute(cursor: Any, using: str, statements: str) -> None:
    with transaction.atomic(using=using):
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(statements)


def connect() -> None:
    """Connects the receiver to the last app that is migrated, so that the tables of all apps exist."""
    migrated = [config for config in apps.get_app_configs() if config.models_module]
    post_migrate.connect(install, sender=migrated[-1], dispatch_uid="syndication.triggers")
