"""What came is not what is here: said in one way wherever it shows."""

from babyhubs.errors import InputError


def contradiction() -> InputError:
    """This should be impossible, and nothing is taken."""
    return InputError(
        "This is not what the workbench has of this session.",
        remedy="Keep the session on the phone, hand it over as a file, and tell whoever looks after the workbench.",
    )
