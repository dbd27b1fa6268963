"""Writes rows by the ten thousand: with COPY into a table, and with keys that are given out here.

Nothing of this goes through `save()`: whoever adds a row gives every derived column as well.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import connection, models
from django.db.models import Max
from psycopg import sql

from cms.search import indexing

_ROWS_AT_ONCE = 2000


class Sheet:
    """The rows that are to be written to one table. Columns that are not given have the field's default."""

    def __init__(self, model: Any) -> None:
        self.table = sql.Identifier(model._meta.db_table)
        self.fields = list(model._meta.local_concrete_fields)
        self._columns = [field.attname for field in self.fields if self._is_given(field)]
        self._defaults = [self._default(field) for field in self.fields if self._is_given(field)]
        self._places = {column: place for place, column in enumerate(self._columns)}
        self._rows: list[list[Any]] = []
        self._key = model._meta.pk
        self.has_keys = isinstance(self._key, models.AutoField)
        self._last = (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) if self.has_keys else 0

    def _is_given(self, field: Any) -> bool:
        return True

    @staticmethod
    def _default(field: Any) -> Any:
        value = field.get_default()
        return None if value is None else field.get_db_prep_save(value, connection)

    def add(self, **values: Any) -> int:
        """Adds a row. Returns its primary key, when the table gives out keys.

        Values are of types that psycopg accepts.
        """
        row = [*self._defaults]
        for name, value in values.items():
            row[self._places[name]] = value
        if self.has_keys:
            self._last += 1
            row[self._places[self._key.attname]] = self._last
        self._rows.append(row)
        return self._last

    @property
    def is_full(self) -> bool:
        return len(self._rows) >= _ROWS_AT_ONCE

    def write(self) -> None:
        if self._rows:
            self._copy(self.table, self._columns)
            self._rows.clear()

    def _copy(self, table: sql.Composable, columns: list[str]) -> None:
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(table, names)
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in self._rows:
                copy.write_row(row)

    def close(self) -> None:
        """Writes the rows that are left. The next key that the database gives out follows the last of these."""
        self.write()
        if self.has_keys and self._last:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                    [self.table.as_string(), self._key.column, self._last],
                )


class TextSheet(Sheet):
    """The rows of a page type.

    PostgreSQL makes what is searched from the words while the rows are written. The words stand in a temporary table of
    the session, so that no row is written twice.
    """

    _WORDS: ClassVar[dict[str, str]] = {
        "searched_locale_id": "bigint",
        **{f"searched_{name}": "regconfig" if name == "config" else "text" for name in indexing.COLUMNS},
    }

    def __init__(self, model: Any) -> None:
        super().__init__(model)
        self._staged = sql.Identifier(f"staged_{model._meta.db_table}")
        for column in self._WORDS:
            self._places[column] = len(self._columns)
            self._columns.append(column)
            self._defaults.append(None)
        extra = ", ".join(f"ADD COLUMN {name} {kind}" for name, kind in self._WORDS.items())
        with connection.cursor() as cursor:
            for statement in (
                "DROP TABLE IF EXISTS pg_temp.{staged}",
                "CREATE TEMPORARY TABLE {staged} (LIKE {table}) ON COMMIT DROP",
                f"ALTER TABLE {{staged}} ALTER COLUMN page_ptr_id DROP DEFAULT, {extra}",
            ):
                cursor.execute(sql.SQL(statement).format(staged=self._staged, table=self.table))

    def _is_given(self, field: Any) -> bool:
        return bool(field.attname != "search_vector")

    def write(self) -> None:
        if not self._rows:
            return
        self._copy(self._staged, self._columns)
        self._rows.clear()
        own = [column for column in self._columns if column not in self._WORDS]
        names = sql.SQL(", ").join(map(sql.Identifier, own))
        given = ", ".join(f"{name} AS {name.removeprefix('searched_')}" for name in self._WORDS)
        statement = f"""
            WITH given AS (SELECT page_ptr_id AS page_id, {given} FROM {{staged}}), made AS MATERIALIZED (
                SELECT page_id, locale_id, {indexing.TITLE_WORDS} AS title_words, {indexing.WORDS} AS words, text,
                    made_with
                FROM given
            ), kept AS ({indexing.KEEP})
            INSERT INTO {{table}} ({{names}}, search_vector)
            SELECT {{names}}, made.words FROM {{staged}} JOIN made ON made.page_id = page_ptr_id
        """  # noqa: S608 (made of names of our own)
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(table=self.table, names=names, staged=self._staged))
            cursor.execute(sql.SQL("TRUNCATE {}").format(self._staged))


class Sheets:
    """The sheets of all tables that are written to, in the order in which rows refer to each other."""

    def __init__(self) -> None:
        self._sheets: dict[Any, Sheet] = {}

    def of(self, model: Any, kind: Callable[[Any], Sheet] = Sheet) -> Sheet:
        if model not in self._sheets:
            self._sheets[model] = kind(model)
        return self._sheets[model]

    def write_when_full(self) -> None:
        if any(sheet.is_full for sheet in self._sheets.values()):
            self.write()

    def write(self) -> None:
        for sheet in self._sheets.values():
            sheet.write()

    def close(self) -> None:
        for sheet in self._sheets.values():
            sheet.close()
