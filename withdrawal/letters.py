"""A text as it begins a sentence or goes on within one, and ids as words."""


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with what it counts: ``1 treaty``, ``2 treaties``; by itself with an s."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def upper_first(text: str) -> str:
    """Return a text as it begins a sentence: ``The treaty`` of ``the treaty``."""
    return text[0].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return a sentence as it goes on after a colon or a comma."""
    return text[0].lower() + text[1:]


def spelt_out(name: str) -> str:
    """Return an id, of a stage, a status or a kind, as words: ``final vote``."""
    return name.replace("-", " ")
