"""Errors that a user reads: what is wrong, where, and what to do.

A mistake in a file is not a fault of the program: it never shows a traceback. Exit codes are part of the
interface: 2 for input that cannot be used, 3 for an answer refused because it would mislead.
"""


class BabyhubsError(Exception):
    """The base of every error meant for a user.

    what:  one sentence, what is wrong.
    where: the place (file, sheet, row, column, value), as exact as it is known.
    remedy: what to do about it.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        lines = [self.what]
        if self.where:
            lines.append(f"Where: {self.where}")
        if self.remedy:
            lines.append(f"What to do: {self.remedy}")
        return "\n".join(lines)


class InputError(BabyhubsError):
    """A file, option or value that cannot be used as it is."""

    exit_code = 2


class Refused(BabyhubsError):
    """An answer that the data cannot carry: giving it would mislead."""

    exit_code = 3
