import gc
import os
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.base")

django_application = get_wsgi_application()

# Django's settings and models must be there.
from django.conf import settings  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from content_api.http.bodies import with_bodies  # noqa: E402
from content_api.http.cors import with_cors  # noqa: E402
from content_api.http.registered import registry  # noqa: E402
from content_api.response_cache.wiring import in_front_of  # noqa: E402

PLAIN = "a=%+\\u0041-"


def with_text(application: WSGIApplication) -> WSGIApplication:
    """Takes out of a request's Content-Type a charset that no text is written in.

    Django decodes the body and the query string, even of a GET, by whatever codec of Python's the client names, and
    fails with an error of the server at one such as `hex`.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        kind = environ.get("CONTENT_TYPE")
        if kind and ";" in kind and not is_of_text(kind):
            environ["CONTENT_TYPE"] = kind.partition(";")[0]
        return application(environ, start_response)

    return answer


def is_of_text(content_type: str) -> bool:
    """Whether the charset, read from the header as Django reads it, is one that leaves plain letters as they are."""
    try:
        charset = parse_header_parameters(content_type)[1].get("charset", "utf-8")
        # As Django decodes addresses.
        return PLAIN.encode().decode(charset, "replace") == PLAIN
    except (LookupError, ValueError):
        return False


# The addresses and the registered operations are loaded now, and not while the first reader waits.
get_resolver().url_patterns  # noqa: B018 (asking for them loads them)
registry()
# What is loaded by now stays: nobody needs to look through it again for garbage.
gc.collect()
gc.freeze()

application = with_text(with_cors(in_front_of(with_bodies(django_application)), settings.CORS_ORIGINS))
