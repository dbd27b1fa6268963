"""Settings for production. `dev` and `test` hold only differences, so that forgetting one fails safe."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url

from cms.settings import env
from cms.settings.languages import *

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / ".data"))).resolve()

SECRET_KEY = env.text("SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", [])

# The address at which readers' browsers open pages, that of the organisation's own front end. `url` fields start with
# it.
FRONTEND_BASE_URL = env.text("FRONTEND_BASE_URL").rstrip("/")
# The address at which this service answers. Media, documents and links into the admin start with it.
WAGTAILADMIN_BASE_URL = env.text("BASE_URL").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", [WAGTAILADMIN_BASE_URL])

INSTALLED_APPS = [
    "content_api",
    "syndication",
    "home",
    "news",
    "organisations",
    "cms.translation",
    "cms.editing",
    "cms.media",
    "cms.search",
    "cms.users",
    "cms.core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "procrastinate.contrib.django",
    "axes",
    "strawberry_django",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "content_api.http.middleware.ApiMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.core.http.content_security.ContentSecurityMiddleware",
    "cms.core.http.unavailable.DatabaseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.users.middleware.ReaderLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.core.http.incomplete.IncompleteFormMiddleware",
    "cms.translation.editing.refusing.RefusalMiddleware",
    "cms.media.store.middleware.StorageMiddleware",
    "home.middleware.PublicRedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES: dict[str, dict[str, Any]] = {"default": dict(dj_database_url.parse(env.text("DATABASE_URL")))}
# Seconds to wait for a server that does not let us in. An option in DATABASE_URL takes precedence.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 2)
# The pool of connections belongs to the process. Options in DATABASE_URL, such as sslmode, stay.
DATABASES["default"]["OPTIONS"]["pool"] = {
    "min_size": 1,
    "max_size": env.integer("DATABASE_POOL", 12, minimum=1),
    "timeout": 2,
}
# content_api.reading.preparing says which statements PostgreSQL prepares. psycopg's own counting prepares none.
# None at all is prepared behind a pooler that gives each transaction another session, as the next session has nothing
# that was prepared.
if env.boolean("DATABASE_TRANSACTION_POOLER", False):
    DATABASES["default"]["OPTIONS"]["prepare_threshold"] = None
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
else:
    DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 1_000_000_000
# An editor's request is saved as a whole or not at all.
DATABASES["default"]["ATOMIC_REQUESTS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Megabytes for answers of the API that are kept in each process's memory; 0 switches that off.
RESPONSE_CACHE_MB = env.integer("RESPONSE_CACHE_MB", 64)
# How long, in seconds, caches between us and a reader may give an answer to GET again, and how long after that they may
# still give it once more while they ask us whether it is unchanged.
RESPONSE_MAX_AGE = env.integer("RESPONSE_MAX_AGE", 1)
RESPONSE_STALE_WHILE_REVALIDATE = env.integer("RESPONSE_STALE_WHILE_REVALIDATE", 10)
# How many seconds caches may give an answer while this service fails. It must end, because a consent that is withdrawn
# meanwhile is not seen.
RESPONSE_STALE_IF_ERROR = env.integer("RESPONSE_STALE_IF_ERROR", 3600)
# Seconds for a CDN of ours, which may be purged by Surrogate-Key; 0 means the same as RESPONSE_MAX_AGE.
RESPONSE_CDN_MAX_AGE = env.integer("RESPONSE_CDN_MAX_AGE", 0)

AUTH_USER_MODEL = "users.User"
_VALIDATORS: dict[str, dict[str, Any]] = {
    "UserAttributeSimilarityValidator": {},
    "MinimumLengthValidator": {"min_length": 12},
    "CommonPasswordValidator": {},
    "NumericPasswordValidator": {},
}
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in _VALIDATORS.items()
]
# The first backend refuses whoever has tried too often, the second knows the accounts.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_HANDLER = "cms.users.brake.Brake"
AXES_FAILURE_LIMIT = 1  # The real limits are in cms.users.brake.
AXES_COOLOFF_TIME = timedelta(minutes=15)
# A successful sign-in clears the failures of this account at this address, and nobody else's.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# Further tries while waiting do not make the wait longer.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "cms.users.brake.address_of"
AXES_LOCKOUT_CALLABLE = "cms.users.brake.refusal"
AXES_VERBOSE = False
WAGTAILADMIN_USER_LOGIN_FORM = "cms.users.forms.SignInForm"
# Readers of a restricted page sign in on the same page as editors.
WAGTAIL_FRONTEND_LOGIN_TEMPLATE = "wagtailadmin/login.html"
# How long a session lasts, in seconds from signing in. Without "Remember me" the browser forgets it when it is closed.
SESSION_COOKIE_AGE = env.integer("SESSION_COOKIE_AGE", 604_800, minimum=300)
# How long a link for setting a new password is valid, in seconds.
PASSWORD_RESET_TIMEOUT = env.integer("PASSWORD_RESET_TIMEOUT", 7_200, minimum=300)

LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Helsinki"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if bucket := env.text("S3_BUCKET", ""):
    from boto3.s3.transfer import TransferConfig
    from botocore.config import Config

    STORAGES["default"] = {
        "BACKEND": "cms.media.store.storages.MediaStorage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.text("S3_ENDPOINT_URL", "") or None,
            "access_key": env.text("S3_ACCESS_KEY"),
            "secret_key": env.text("S3_SECRET_KEY"),
            "region_name": env.text("S3_REGION", "") or None,
            "custom_domain": env.text("S3_PUBLIC_DOMAIN", "") or None,
            "querystring_auth": False,
            "file_overwrite": False,
            # An editor waits for a store that hangs for the attempts times the longer of the two timeouts, and a little
            # longer.
            "client_config": Config(
                connect_timeout=env.integer("S3_CONNECT_TIMEOUT", 3, minimum=1),
                read_timeout=env.integer("S3_READ_TIMEOUT", 10, minimum=1),
                retries={"mode": "standard", "total_max_attempts": env.integer("S3_ATTEMPTS", 2, minimum=1)},
            ),
            "transfer_config": TransferConfig(use_threads=False, num_download_attempts=1),
        },
    }

WAGTAIL_SITE_NAME = "Verkosto"
WAGTAILIMAGES_IMAGE_MODEL = "media.Image"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Document"
# The default on S3 redirects to the bucket and so gives away a private document's address.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "ics", "zip"]
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 70_000_000  # More than any telephone takes. Unpacked, a pixel has four bytes.
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.media.forms.DocumentForm"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # Asking a third party would tell it who our editors are.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# A translation starts as a draft: its translator publishes it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

SECURE_SSL_REDIRECT = env.boolean("SECURE_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = env.integer("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.boolean("SECURE_HSTS_INCLUDE_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = env.boolean("SECURE_HSTS_PRELOAD", True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_FAILURE_VIEW = "cms.editing.session.csrf_failure"
# This is for an installation behind a proxy that sets the header and strips a client's own; it is never on by default.
if env.boolean("TRUST_X_FORWARDED_PROTO", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Whether only the documents of graphql/operations are answered.
GRAPHQL_ONLY_REGISTERED = env.boolean("GRAPHQL_ONLY_REGISTERED", False)
# Points of computation for each client, minute and process; 0 means no limit.
GRAPHQL_RATE_LIMIT = env.integer("GRAPHQL_RATE_LIMIT", 600_000)
# How many questions a process computes at once. Each takes a connection of the pool.
GRAPHQL_CONCURRENCY = env.integer("GRAPHQL_CONCURRENCY", 4, minimum=1)
# `plan` answers by plans that are made once for a document. `core` answers as graphql-core does: it is slower and
# serves as a way back.
GRAPHQL_EXECUTOR = env.choice("GRAPHQL_EXECUTOR", "plan", ("plan", "core"))
# How many proxies of ours stand in front. Each of them adds to X-Forwarded-For.
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", 0)
# Origins whose pages may ask from the reader's browser, like https://www.example.org; * means all.
CORS_ORIGINS = env.words("CORS_ORIGINS", [])

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's editor of a long StreamField posts many fields.

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        # A line for every task and every start tells an operator nothing.
        "django_tasks": {"level": "WARNING"},
        "axes": {"level": "WARNING"},
        "procrastinate.blueprints": {"level": "WARNING"},
        "procrastinate.periodic": {"level": "WARNING"},
    },
}

EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS", False)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "verkosto@example.org")
