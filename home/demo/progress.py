"""Shows how far the loading is: with bars in a terminal, with lines elsewhere."""

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self, TypeVar

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

T = TypeVar("T")


class Lines:
    def __init__(self, write: Callable[[str], object]) -> None:
        self.write = write

    def each(self, things: Iterable[T], name: str, total: int) -> Iterable[T]:
        self.write(f"{name} ({total})")
        return things


class Bars:
    """Shows progress as bars.

    It is a context manager, because what it draws must be cleared up, especially after an interruption.
    """

    def __init__(self) -> None:
        self.bars = Progress(
            TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        )

    def __enter__(self) -> Self:
        self.bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bars.stop()

    def each(self, things: Iterable[T], name: str, total: int) -> Iterable[T]:
        return self.bars.track(things, total=total, description=name)
