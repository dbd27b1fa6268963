"""Settings for tests: PostgreSQL without durability, fast password hashes.

PostgreSQL is the real one. Media are in a folder that each test replaces.
"""

# ruff: noqa: E402 (the environment is prepared before base reads it; settings are star-imported by nature)

from cms.settings.local import prepare

prepare("test-postgres", durable=False)

from cms.settings.base import *

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
CSRF_TRUSTED_ORIGINS = []

# Tests use plain HTTP on loopback.
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# A pool would hold connections that the test runner must be able to drop together with the database.
DATABASES["default"]["OPTIONS"].pop("pool")

LOGGING["root"]["level"] = "WARNING"
