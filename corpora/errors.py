"""The errors that kheo raises on purpose; anything else is a bug and keeps its traceback."""


class KheoError(Exception):
    """Something that a user can understand and mend; its text says where, what, and what to do."""


class InputError(KheoError):
    """An input that cannot be read as what it claims to be.

    The message reads `PLACE: what is wrong; what to do`, on one line.
    """


class MissingExtraError(KheoError):
    """An optional part of kheo is wanted that is not installed; the message holds the exact pip line."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs the {extra!r} extra; install it in the checkout with: pip install '.[{extra}]'")
