"""Makes names and numbers of people and organisations that do not exist."""

from random import Random

_GIVEN = ("Aino", "Eeva", "Ilmari", "Kaisa", "Leena", "Mikael", "Nora", "Olavi", "Sanna", "Tapio", "Ulla", "Veikko")
_FAMILY = ("Aalto", "Berg", "Heino", "Kivi", "Laine", "Lund", "Niemi", "Ranta", "Salo", "Strand", "Vuori", "Ylinen")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def person(random: Random) -> str:
    return f"{random.choice(_GIVEN)} {random.choice(_FAMILY)}"


class BusinessIds:
    """Yields Finnish business IDs in order, each with its check digit.

    The check digit follows modulus 11; an ID with a remainder of 1 is never given out.
    """

    def __init__(self, first: int) -> None:
        self._number = first

    def __iter__(self) -> "BusinessIds":
        return self

    def __next__(self) -> str:
        while True:
            self._number += 1
            digits = f"{self._number:07}"
            remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11
            if remainder != 1:
                return f"{digits}-{0 if remainder == 0 else 11 - remainder}"
