"""Beyond what can be answered at once, a question is refused at once."""

import threading

import pytest
from django.test import Client

from content_api.http import view
from content_api.http.overload import Gate, Overloaded

DEADLINE = 10


def test_who_finds_no_place_in_time_is_sent_away() -> None:
    gate = Gate(1, patience=0.01)

    with gate.entered(), pytest.raises(Overloaded), gate.entered():
        pass
    with gate.entered():
        pass


def test_who_waits_gets_the_place_that_comes_free() -> None:
    gate = Gate(1, patience=DEADLINE)
    inside, leave, second = threading.Event(), threading.Event(), threading.Event()

    def first() -> None:
        with gate.entered():
            inside.set()
            leave.wait(DEADLINE)

    def waiter() -> None:
        with gate.entered():
            second.set()

    threads = [threading.Thread(target=first), threading.Thread(target=waiter)]
    threads[0].start()
    assert inside.wait(DEADLINE)
    threads[1].start()
    leave.set()

    assert second.wait(DEADLINE)
    for thread in threads:
        thread.join(DEADLINE)


def test_no_more_wait_than_there_is_room_for() -> None:
    gate = Gate(1, waiting=2, patience=DEADLINE)
    entered: list[int] = []

    def waiter(number: int) -> None:
        with gate.entered():
            entered.append(number)

    threads = [threading.Thread(target=waiter, args=(number,)) for number in range(2)]
    pause = threading.Event()
    with gate.entered():
        for thread in threads:
            thread.start()
        while gate._waiting < len(threads):
            assert not pause.wait(0.001)
        with pytest.raises(Overloaded), gate.entered():
            pass  # At once, though its patience is long.
    for thread in threads:
        thread.join(DEADLINE)

    assert sorted(entered) == [0, 1]


@pytest.mark.django_db
def test_a_question_beyond_the_gate_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(1, patience=0.01)
    monkeypatch.setattr(view, "gate", lambda: gate)

    with gate.entered():
        response = Client().get("/graphql/", {"query": "{ __typename }"})

    assert (response.status_code, response["Retry-After"]) == (503, "1")
    assert response.json()["errors"][0]["extensions"] == {"code": "OVERLOADED"}
    assert Client().get("/graphql/", {"query": "{ __typename }"}).status_code == 200
