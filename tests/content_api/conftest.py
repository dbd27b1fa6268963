"""Trees that the tests of a module share: building a page takes longer than asking for it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.content_api.entering import Enter, entering

Lasting = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="session")
def lasting(django_db_setup: None, django_db_blocker: Any) -> Lasting:
    """For fixtures with the scope of a module: what is built inside stays for its tests and is then rolled back."""

    @contextmanager
    def transaction_around() -> Iterator[None]:
        with django_db_blocker.unblock():
            outer = transaction.atomic()
            outer.__enter__()
        try:
            with django_db_blocker.unblock():
                yield
        finally:
            with django_db_blocker.unblock():
                transaction.set_rollback(True)
                outer.__exit__(None, None, None)
                with connection.cursor() as cursor:
                    # What was rolled back still lies in the tables, and the next module's plans would wade through it.
                    # Another test's ANALYZE may hold the catalogues that all databases share.
                    cursor.execute("VACUUM (ANALYZE, SKIP_LOCKED)")

    return transaction_around


@pytest.fixture
def enter(admin_client: Client) -> Enter:
    return entering(admin_client)
