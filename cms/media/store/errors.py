class StorageUnavailable(OSError):
    """The store did not answer in time, or refused. Wagtail and Django know what to do about an OSError."""
