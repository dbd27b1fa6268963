"""Keeps media in S3.

A store that hangs or refuses costs seconds, and then raises an error like that of a full disk.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from storages.backends.s3 import S3Storage

from cms.media.store.errors import StorageUnavailable

logger = logging.getLogger(__name__)


class MediaStorage(S3Storage):
    """A storage that refuses all access for some seconds after somebody has waited for it in vain.

    So the next ones need not wait. `pause` is in seconds.
    """

    pause: ClassVar[float] = 5
    _refused_until: ClassVar[float] = 0

    @contextmanager
    def _told(self) -> Iterator[None]:
        if time.monotonic() < MediaStorage._refused_until:
            raise StorageUnavailable("The store did not answer a moment ago.")
        try:
            yield
        except HTTPClientError as error:
            MediaStorage._refused_until = time.monotonic() + self.pause
            raise StorageUnavailable(str(error)) from error
        except (Boto3Error, BotoCoreError, ClientError) as error:
            raise StorageUnavailable(str(error)) from error

    def _open(self, name: str, mode: str = "rb") -> Any:
        with self._told():
            file = super()._open(name, mode)
            if "r" in mode:
                file.open()  # The file is fetched now, because its reader expects no error of the network.
            return file

    def _save(self, name: str, content: Any) -> str:
        with self._told():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        """Deletes the file. One that cannot be removed stays in the store.

        The database no longer names it by then, and nobody has to wait for its removal.
        """
        try:
            with self._told():
                super().delete(name)
        except StorageUnavailable:
            logger.warning("%s stays in the store: it could not be removed.", name, exc_info=True)

    def exists(self, name: str) -> bool:
        with self._told():
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with self._told():
            return int(super().size(name))

    def get_modified_time(self, name: str) -> Any:
        with self._told():
            return super().get_modified_time(name)
