"""How much each client may have computed for it. Answers from memory never come here and are free.

A token bucket for each client in each process, in points of `cost.py`: no round trip to anywhere, and with several
processes a client that is spread over them gets that many times as much. Memory is bounded: the client unseen for
longest is forgotten, which can only be in its favour.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from engine import limits

# Of draft-ietf-httpapi-ratelimit-headers. They are one client's: never kept with an answer for others.
HEADERS = ("RateLimit", "RateLimit-Policy")
_NAME = "points"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a client has left after a question.

    `wait` is the number of seconds until it may ask it, 0 when it may now.
    """

    limit: int
    left: int
    full_in: int
    wait: int = 0

    def headers(self) -> dict[str, str]:
        policy = f'"{_NAME}";q={self.limit};w={limits.RATE_SECONDS}'
        return {"RateLimit": f'"{_NAME}";r={self.left};t={self.full_in}', "RateLimit-Policy": policy}


class Rates:
    """`per_minute` points of each client, which come back evenly; 0 is no limit."""

    def __init__(
        self,
        per_minute: int,
        max_clients: int = limits.RATE_CLIENTS_MAX,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = per_minute
        self._per_second = per_minute / limits.RATE_SECONDS
        self._max_clients = max_clients
        self._clock = clock
        # When the bucket of each will be full again.
        self._full_at: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._full_at)

    def take(self, client: str, points: int) -> Standing | None:
        """Takes points from a client's account and returns what is left; None when there is no limit.

        A question that is refused takes nothing.
        """
        if not self._limit:
            return None
        now = self._clock()
        # More than a whole bucket would never be had.
        seconds = min(points, self._limit) / self._per_second
        with self._lock:
            full_at = max(self._full_at.pop(client, now), now)
            over = full_at + seconds - now - limits.RATE_SECONDS
            # A rounding of the clock is nobody's fault.
            if over <= 1e-6:
                full_at += seconds
            self._full_at[client] = full_at
            if len(self._full_at) > self._max_clients:
                self._full_at.popitem(last=False)
        left = max(0, math.floor((limits.RATE_SECONDS - (full_at - now)) * self._per_second + 1e-6))
        return Standing(self._limit, left, math.ceil(full_at - now), math.ceil(over) if over > 1e-6 else 0)
