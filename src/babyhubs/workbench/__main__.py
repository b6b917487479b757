"""Django's own commands, for those who change the program: python -m babyhubs.workbench FOLDER makemigrations."""

import sys
from pathlib import Path

from babyhubs.workbench.options import Options
from babyhubs.workbench.start import start


def main() -> None:
    """The first argument is a data folder; the rest goes to Django."""
    folder, *command = sys.argv[1:]
    start(Options(folder=Path(folder)))
    from django.core.management import execute_from_command_line

    execute_from_command_line(["python -m babyhubs.workbench", *command])


if __name__ == "__main__":
    main()
