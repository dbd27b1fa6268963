"""A migrated database that every test database is copied from: migrating takes half a minute, copying a moment."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, connections
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
LOCK = 726_573_001  # Any number that nothing else locks.


def _fingerprint() -> str:
    """Of every migration of every app: when one changes, so does the template's name."""
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for file in sorted((Path(config.path) / "migrations").glob("*.py")):
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def ensure_template(url: str) -> str:
    """The template's name; made first when there is none for today's migrations. Safe for several workers at once."""
    name = f"template_{_fingerprint()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        names = [
            row[0] for row in connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%'")
        ]
        if name in names:
            return name
        for old in names:
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
        draft = f"draft_{name}"
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(draft)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
        _migrate(url, connection.info.dbname, draft)
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (draft, name))))
    return name


def _migrate(url: str, database: str, other: str) -> None:
    base, _, query = url.partition("?")
    assert base.endswith(f"/{database}"), "The database's name ends the address."
    address = base.removesuffix(database) + other + (f"?{query}" if query else "")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "cms.settings.test"},
        check=True,
    )


def restore_database() -> None:
    """The test database as it was before anything was committed to it."""
    database = connection.settings_dict
    name = connection.ops.quote_name(database["NAME"])
    template = connection.ops.quote_name(database["TEST"]["TEMPLATE"])
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    cache.clear()
    ContentType.objects.clear_cache()  # A test that migrates to zero and back gives them other numbers.
