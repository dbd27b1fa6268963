"""Settings for development: one machine, plain HTTP, and the embedded PostgreSQL when DATABASE_URL is unset."""

# ruff: noqa: E402 (the environment is prepared before base reads it; settings are star-imported by nature)

from cms.settings.local import prepare

prepare("postgres", durable=True)

from cms.settings import env
from cms.settings.base import *

DEBUG = env.boolean("DEBUG", False)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", ".localhost"]
CSRF_TRUSTED_ORIGINS = []

# The site is served over plain HTTP on loopback.
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

# Static files are served straight from the packages: nothing needs to be collected after a change.
WHITENOISE_USE_FINDERS = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# There is no mail server, so mail is printed.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
