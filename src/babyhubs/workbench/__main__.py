"""Django's own commands, for those who change the program or look after it.

    python -m babyhubs.workbench FOLDER makemigrations
    python -m babyhubs.workbench FOLDER --public-name=babyhubs.example.nhs.uk check --deploy

With a public name the settings are those of a workbench that others reach over HTTPS, as the check expects them.
"""

import sys
from pathlib import Path

from babyhubs.workbench.options import Options
from babyhubs.workbench.start import start

PUBLIC = "--public-name="


def main() -> None:
    """The first argument is a data folder; after a public name, if there is one, the rest goes to Django."""
    folder, *command = sys.argv[1:]
    name = command.pop(0).removeprefix(PUBLIC) if command and command[0].startswith(PUBLIC) else ""
    start(Options(folder=Path(folder), public_name=name, behind_proxy=bool(name)))
    from django.core.management import execute_from_command_line

    execute_from_command_line(["python -m babyhubs.workbench", *command])


if __name__ == "__main__":
    main()
