from pytest_django.fixtures import Settings

from content_api.response_cache.answers import Directives
from content_api.response_cache.gateway import Gateway
from content_api.response_cache.wiring import directives, in_front_of
from tests.content_api.response_cache.asking import Application


def test_other_caches_are_told_what_the_settings_say(settings: Settings) -> None:
    settings.RESPONSE_MAX_AGE, settings.RESPONSE_STALE_WHILE_REVALIDATE, settings.RESPONSE_STALE_IF_ERROR = 5, 0, 0
    assert directives() == Directives("public, max-age=5", "public, max-age=5", "Accept, Accept-Encoding")
    settings.RESPONSE_STALE_WHILE_REVALIDATE, settings.RESPONSE_STALE_IF_ERROR = 60, 600
    settings.RESPONSE_CDN_MAX_AGE = 900
    settings.CORS_ORIGINS = ["https://a.example"]
    assert directives() == Directives(
        "public, max-age=5, stale-while-revalidate=60, stale-if-error=600",
        "public, max-age=900, stale-while-revalidate=60, stale-if-error=600",
        "Accept, Accept-Encoding, Origin",
    )


def test_switched_off_nothing_stands_before_the_application(settings: Settings) -> None:
    application = Application()
    settings.RESPONSE_CACHE_MB = 0
    assert in_front_of(application) is application
    settings.RESPONSE_CACHE_MB = 1
    assert isinstance(in_front_of(application), Gateway)
