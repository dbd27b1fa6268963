"""One computation for a question however many ask at once."""

from threading import Event, Lock

from content_api.response_cache.answers import Answer
from content_api.response_cache.questions import Question
from engine import limits


class Flight:
    """A computation under way. `land` ends it, whatever comes of it."""

    __slots__ = ("_landed", "answer", "begun_at")

    def __init__(self, begun_at: int) -> None:
        # The latest change when it began.
        self.begun_at = begun_at
        self.answer: Answer | None = None
        self._landed = Event()

    def wait(self, seconds: float = limits.FOLLOWING_MAX_SECONDS) -> Answer | None:
        """Returns the answer when it is there; None when it is for its first asker alone, or takes too long."""
        self._landed.wait(seconds)
        return self.answer

    def land(self, answer: Answer | None) -> None:
        self.answer = answer
        self._landed.set()


class Flights:
    def __init__(self, followers_max: int = limits.FOLLOWERS_MAX) -> None:
        self.followers = 0
        self._followers_max = followers_max
        self._under_way: dict[Question, Flight] = {}
        self._lock = Lock()

    def begin(self, question: Question, latest_change: int) -> Flight | None:
        """A flight to compute and land; None when one is under way that `follow` can wait for.

        What was begun before the latest change may have read what was there before it: nobody joins it any more.
        """
        with self._lock:
            other = self._under_way.get(question)
            if other and other.begun_at == latest_change:
                return None
            flight = self._under_way[question] = Flight(latest_change)
            return flight

    def follow(self, question: Question, latest_change: int) -> Answer | None:
        """Waits for the computation under way and returns its answer; None when there is none, or too many wait
        already.
        """
        with self._lock:
            flight = self._under_way.get(question)
            if flight is None or flight.begun_at != latest_change or self.followers >= self._followers_max:
                return None
            self.followers += 1
        try:
            return flight.wait()
        finally:
            with self._lock:
                self.followers -= 1

    def end(self, question: Question, flight: Flight, answer: Answer | None) -> None:
        with self._lock:
            if self._under_way.get(question) is flight:
                del self._under_way[question]
        flight.land(answer)
