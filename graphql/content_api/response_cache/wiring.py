"""The response cache of this process, as the settings want it. Django must have been set up."""

from wsgiref.types import WSGIApplication

from django.conf import settings

from content_api.response_cache.answers import VARY, Directives
from content_api.response_cache.gateway import Gateway
from content_api.response_cache.store import Store
from syndication.listener import Listener


def in_front_of(application: WSGIApplication) -> WSGIApplication:
    """`application` with the cache before it; `application` itself where the cache is switched off."""
    if settings.RESPONSE_CACHE_MB <= 0:
        return application
    return Starting(application).gateway


class Starting:
    """Has this process listen from its first request on: a server may import the application before it forks."""

    def __init__(self, application: WSGIApplication) -> None:
        self.gateway = Gateway(
            application,
            store=Store(settings.RESPONSE_CACHE_MB * 1_000_000),
            directives=directives(),
            is_trusted=self.is_trusted,
        )
        self.listener = Listener(self.gateway.change, self.gateway.lose)

    def is_trusted(self) -> bool:
        if self.listener.is_trusted():
            return True
        self.listener.start()
        return False


def directives() -> Directives:
    # Origin as the view has it: what is kept for all origins says so, whoever asked first.
    vary = f"{VARY}, Origin" if settings.CORS_ORIGINS else VARY
    return Directives(
        _public(settings.RESPONSE_MAX_AGE), _public(settings.RESPONSE_CDN_MAX_AGE or settings.RESPONSE_MAX_AGE), vary
    )


def _public(max_age: int) -> str:
    may_be_stale = {
        "stale-while-revalidate": settings.RESPONSE_STALE_WHILE_REVALIDATE,
        "stale-if-error": settings.RESPONSE_STALE_IF_ERROR,
    }
    seconds = [f"{name}={value}" for name, value in may_be_stale.items() if value]
    return ", ".join(["public", f"max-age={max_age}", *seconds])
