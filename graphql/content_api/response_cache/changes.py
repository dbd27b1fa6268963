"""Which changes have arrived, in order: whether an answer that was begun before one of them is old by now."""

from collections import deque
from collections.abc import Set

from engine import limits


class Changes:
    """The latest changes, numbered. It is not safe for threads by itself: the store holds its lock while it asks."""

    def __init__(self) -> None:
        # The number of the latest change.
        self.latest = 0
        self._recent: deque[Set[str] | None] = deque(maxlen=limits.CHANGES_REMEMBERED)

    def add(self, tags: Set[str] | None) -> None:
        """None: anything may have changed."""
        self.latest += 1
        self._recent.append(tags)

    def altered_since(self, number: int, tags: Set[str]) -> bool:
        """Whether a change after the one of that number concerns one of the tags."""
        missed = self.latest - number
        if missed > len(self._recent):
            return True
        return any(
            changed is None or not changed.isdisjoint(tags)
            for changed in (self._recent[-position] for position in range(1, missed + 1))
        )
