class StorageUnavailable(OSError):
    """Raised when the store did not answer in time, or refused. Wagtail and Django know how to handle an OSError."""
