"""The answers in memory: found by how they are asked, dropped by their tags, and never more than there is room for."""

from collections import defaultdict
from collections.abc import Set
from threading import Lock
from typing import Any

from content_api.response_cache.answers import Answer, Form
from content_api.response_cache.changes import Changes
from content_api.response_cache.questions import Ask, Question
from engine import limits


class Store:
    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        # Read without the lock, by the request that is answered from memory.
        self.forms: dict[tuple[Any, ...], Form] = {}
        self._answers: dict[Question, Answer] = {}
        self._by_tag: dict[str, set[Answer]] = defaultdict(set)
        # Both in the order of coming; an answer is in one of them.
        self._new: dict[Question, Answer] = {}
        self._established: dict[Question, Answer] = {}
        self._bytes = {"new": 0, "established": 0}
        self._changes = Changes()
        self._lock = Lock()

    @property
    def bytes(self) -> int:
        return sum(self._bytes.values())

    def __len__(self) -> int:
        return len(self._answers)

    @property
    def latest_change(self) -> int:
        return self._changes.latest

    def find(self, question: Question) -> Answer | None:
        return self._answers.get(question)

    def keep(self, answer: Answer, *, begun_at: int) -> bool:
        """Keeps an answer whose computation began when `begun_at` was the latest change, unless it is old by now."""
        if answer.size > min(limits.KEPT_ANSWER_MAX_BYTES, self.max_bytes * limits.SHARE_OF_NEW_ANSWERS):
            return False
        with self._lock:
            if self._changes.altered_since(begun_at, answer.tags):
                return False
            if other := self._answers.get(answer.question):
                self._drop(other)
            self._answers[answer.question] = answer
            self._new[answer.question] = answer
            self._bytes["new"] += answer.size
            for tag in answer.tags:
                self._by_tag[tag].add(answer)
            self._make_room()
            return answer.question in self._answers

    def keep_form(self, ask: Ask, form: Form) -> None:
        """Keeps a form of an answer, so that the next such ask is answered at once."""
        answer = form.answer
        with self._lock:
            if self._answers.get(answer.question) is not answer or ask in answer.forms:
                return
            if len(answer.forms) >= limits.FORMS_OF_ANSWER:
                oldest = next(iter(answer.forms))
                self._resize(answer, -answer.size_of(answer.forms.pop(oldest)))
                self.forms.pop(oldest, None)
            # The question's own text, not another copy of it.
            ask = ask._replace(question=answer.question)
            answer.forms[ask] = self.forms[ask] = form
            self._resize(answer, answer.size_of(form))
            self._make_room()

    def change(self, tags: Set[str] | None) -> list[Answer]:
        """Drops what depends on one of the tags (None: everything), and returns it."""
        with self._lock:
            self._changes.add(tags)
            if tags is None:
                dropped = set(self._answers.values())
            else:
                dropped = set().union(*(self._by_tag[tag] for tag in tags if tag in self._by_tag))
            for answer in dropped:
                self._drop(answer)
            return list(dropped)

    def _resize(self, answer: Answer, by: int) -> None:
        answer.size += by
        self._bytes["new" if answer.question in self._new else "established"] += by

    def _drop(self, answer: Answer) -> None:
        del self._answers[answer.question]
        if self._new.pop(answer.question, None):
            self._bytes["new"] -= answer.size
        else:
            del self._established[answer.question]
            self._bytes["established"] -= answer.size
        for ask in answer.forms:
            self.forms.pop(ask, None)
        for tag in answer.tags:
            self._by_tag[tag].discard(answer)
            if not self._by_tag[tag]:
                del self._by_tag[tag]

    def _make_room(self) -> None:
        while self._bytes["new"] > self.max_bytes * limits.SHARE_OF_NEW_ANSWERS:
            oldest = next(iter(self._new.values()))
            if not oldest.uses:
                self._drop(oldest)
                continue
            oldest.uses = 0
            del self._new[oldest.question]
            self._established[oldest.question] = oldest
            self._bytes["new"] -= oldest.size
            self._bytes["established"] += oldest.size
        while self._bytes["established"] > self.max_bytes * (1 - limits.SHARE_OF_NEW_ANSWERS):
            oldest = next(iter(self._established.values()))
            if not oldest.uses:
                self._drop(oldest)
                continue
            # Asked for since its last turn: a few turns more.
            oldest.uses = min(oldest.uses, limits.TURNS_OF_ANSWER) - 1
            self._established[oldest.question] = self._established.pop(oldest.question)
