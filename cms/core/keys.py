"""Primary keys as text, as addresses, forms and stored markup have them."""


def key_of(text: str) -> int | None:
    """Returns the primary key that a text is, None where it is none.

    `isdigit` also accepts digits of other scripts, which a number does not, and anything longer is no key.
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
