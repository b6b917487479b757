"""The program as its user starts it, in this process."""

from dataclasses import dataclass

import pytest

from babyhubs.commands.app import main


@dataclass(frozen=True)
class Ran:
    """What a command ended with and said."""

    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: object) -> Ran:
    """Run `babyhubs ARGUMENTS`."""
    monkeypatch.setattr("sys.argv", ["babyhubs", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    code = ended.value.code
    return Ran(code if isinstance(code, int) else 0, said.out, said.err)
