"""The brake on guessing passwords: how many tries may fail, by whom they are counted, and how long one then waits.

Tries are counted by django-axes in the database, so that all processes count together. A try has a name: that of the
account, or one that begins with `RESET` or `PASSWORD` below. No account's name can begin so, because it holds no colon.
It makes no difference whether an account of that name exists.
"""

import ipaddress
import math
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import ngettext

from cms.core.http.clients import client_of

RESET = "password reset: "
PASSWORD = "shared password: "  # noqa: S105 (of a restricted page or collection; this is no password)
# How long an address counts as known for an account after a sign-in from there.
KNOWN_FOR = timedelta(days=30)
NAME_LENGTH: int = AccessAttempt._meta.get_field("username").max_length


@dataclass(frozen=True, slots=True)
class Tries:
    """How many failures are allowed within AXES_COOLOFF_TIME.

    `here` counts those of one name from one address, `everywhere` those of one name from all addresses.
    """

    here: int
    everywhere: int


# A mailbox must not be flooded, so few password resets are allowed; a password that many share is mistyped by many.
TRIES = {RESET: Tries(3, 10), PASSWORD: Tries(10, 200)}
SIGN_IN = Tries(5, 50)
# How many failures of any names are allowed from one address, which a whole office may share.
OF_ADDRESS = 100


def address_of(request: HttpRequest) -> str | None:
    """Returns the client's address as the database keeps it; None for what is no address.

    An IPv6 network is represented by its first address.
    """
    address = client_of(request.META).partition("/")[0]
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None


def _wait(limit: int, **of: Any) -> timedelta:
    """Returns the time until fewer than `limit` failures are left.

    axes counts the failures of one client in one row, until the last of them is old.
    """
    cool_off: timedelta = settings.AXES_COOLOFF_TIME
    now = timezone.now()
    rows = AccessAttempt.objects.filter(attempt_time__gt=now - cool_off, **of).order_by("-attempt_time")
    left = limit
    for at, failures in rows.values_list("attempt_time", "failures_since_start")[:limit]:
        left -= failures
        if left <= 0:
            return max(at + cool_off - now, timedelta(seconds=1))
    return timedelta(0)


def _is_known(name: str, address: str | None) -> bool:
    since = timezone.now() - KNOWN_FOR
    return AccessLog.objects.filter(username=name, ip_address=address, attempt_time__gt=since).exists()


def wait_for(name: str, address: str | None) -> timedelta:
    """Returns how long one must wait before a try, zero when one may try now.

    Failures from elsewhere do not keep anybody out at an address where the account has signed in lately: otherwise
    anybody who knows an account's name could lock its owner out for as long as they liked.
    """
    tries = next((tries for start, tries in TRIES.items() if name.startswith(start)), SIGN_IN)
    waits = [_wait(tries.here, username=name, ip_address=address), _wait(OF_ADDRESS, ip_address=address)]
    if everywhere := _wait(tries.everywhere, username=name):
        waits.append(timedelta(0) if _is_known(name, address) else everywhere)
    return max(waits)


def _is_alone(name: str, address: str | None) -> bool:
    """Whether no other try of the name from the address is under way, as such a try has not been counted yet.

    Until the end of the request's transaction, further tries are refused.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"sign-in {address} {name}"])
        return bool(cursor.fetchone()[0])


class Brake(AxesDatabaseHandler):
    """Applies the limits above in axes, which knows only one limit.

    Its limit here is 1, and reaching one of the limits above counts as one failure.
    """

    def get_failures(self, request: Any, credentials: dict[str, Any] | None = None) -> int:
        name = (credentials or {}).get("username") or ""
        address = request.axes_ip_address
        request.brake_wait = wait_for(name, address) if _is_alone(name, address) else timedelta(seconds=1)
        return 1 if request.brake_wait else 0


def waiting(request: HttpRequest, name: str | None = None) -> timedelta:
    """Returns how long the client must wait.

    Without `name` it is the wait for what has just been refused, with it the wait for a try of that name.
    """
    if name is not None:
        AxesProxyHandler.is_allowed(request, {"username": name})
    wait: timedelta = getattr(request, "brake_wait", timedelta(0))
    return wait


def count(request: HttpRequest, name: str) -> None:
    """Counts a try of that name that was let through. The next one may be refused; this one was not."""
    AxesProxyHandler.user_login_failed("brake", {"username": name}, request)
    request.axes_locked_out = False  # type: ignore[attr-defined]


def words(wait: timedelta) -> str:
    minutes = math.ceil(wait.total_seconds() / 60)
    return ngettext(
        "Too many failed attempts. Try again in %(minutes)d minute.",
        "Too many failed attempts. Try again in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}


def refused(response: HttpResponse, wait: timedelta) -> HttpResponse:
    """Gives a response that already holds the words a status that tells programs that the try was refused."""
    response.status_code = 429
    response["Retry-After"] = str(math.ceil(wait.total_seconds()))
    return response


def refusal(request: HttpRequest, response: HttpResponse, credentials: Any = None) -> HttpResponse:
    """Returns what axes answers: the form that was sent, on which `forms` has written the reason."""
    return refused(response, waiting(request))
