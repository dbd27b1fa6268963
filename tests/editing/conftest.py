from tests.browser.conftest import transactional_db

__all__ = ["transactional_db"]
