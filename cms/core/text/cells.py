"""Cells of a table for spreadsheets, which take some texts for formulas."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """Returns the text with an apostrophe before it where a spreadsheet would calculate."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """Returns the text as it was before `guarded`."""
    return text[1:] if text[:1] == "'" and text.lstrip("'").startswith(_FORMULA) else text
