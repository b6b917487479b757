"""The ledger: it only grows, every link is checked, and what is cut, moved or changed is named by its line."""

from pathlib import Path

import pytest

from babyhubs.errors import InputError
from babyhubs.evidence import ledger_file
from babyhubs.evidence.exhibit import Exhibit
from babyhubs.evidence.ledger import Ledger
from tests.evidence.small import audit, exhibits, group, ledger, theme


def test_records_come_back_as_they_went_in(tmp_path: Path) -> None:
    made = ledger()
    ledger_file.append(tmp_path / "l", Ledger(), made)
    found = ledger_file.read(tmp_path / "l")
    assert found == made
    assert found.head == made.head
    assert found.records == made.records
    assert [len(found.runs[name]) for name in ("audit", "discussions", "panel", "evaluation")] == [3, 2, 1, 1]


def test_the_same_run_again_adds_nothing() -> None:
    assert ledger().with_run("audit", reversed(audit())) == ledger()


def test_a_new_run_supersedes_what_it_no_longer_holds_and_keeps_it() -> None:
    before, old, new = ledger(), group("yes", 0.3567), group("yes", 0.4)
    after = before.with_run("audit", audit(0.4))
    assert after.entries[: len(before.entries)] == before.entries
    assert len(after.entries) == len(before.entries) + 2  # the one new record, and the run
    assert old.identity in after.records
    assert old.identity not in after.current
    assert after.replaced_by(old.identity) == new
    # and back again: an earlier record is current once more, without a second copy
    assert len(after.with_run("audit", audit()).entries) == len(after.entries) + 1
    assert old.identity in after.with_run("audit", audit()).current


@pytest.mark.parametrize("line", range(6))
def test_a_changed_digit_is_named_by_its_line(line: int, tmp_path: Path) -> None:
    lines = ledger_file.lines(ledger()).splitlines(keepends=True)
    place = lines[line].index("sha256:") + 20
    lines[line] = lines[line][:place] + ("1" if lines[line][place] != "1" else "2") + lines[line][place + 1 :]
    with pytest.raises(InputError) as caught:
        ledger_file.read_lines("".join(lines), "ledger")
    assert caught.value.where == f"ledger, line {line + 1}"


def test_a_line_taken_out_moved_or_cut_is_named() -> None:
    lines = ledger_file.lines(ledger()).splitlines(keepends=True)
    for text, line in (
        ("".join(lines[:2] + lines[3:]), 3),
        ("".join([lines[1], lines[0], *lines[2:]]), 1),
        ("".join(lines)[:-30], len(lines)),
        ("".join([*lines[:4], "\n", *lines[4:]]), 5),
    ):
        with pytest.raises(InputError) as caught:
            ledger_file.read_lines(text, "ledger")
        assert caught.value.where == f"ledger, line {line}"


def test_a_slice_without_contents_keeps_its_chain_and_its_head() -> None:
    made = ledger()
    empty = Ledger(tuple(entry.without_content() for entry in made.entries))
    found = ledger_file.read_lines(ledger_file.lines(empty), "slice")
    assert found.head == made.head
    assert found.records == {}


def test_two_programs_that_add_at_once_do_not_break_the_chain(tmp_path: Path) -> None:
    file, start = tmp_path / "l", Ledger().with_run("audit", audit())
    ledger_file.append(file, Ledger(), start)
    ledger_file.append(file, start, start.with_run("discussions", [theme(audit()[1])]))
    with pytest.raises(InputError, match="changed while"):
        ledger_file.append(file, start, start.with_run("panel", exhibits(audit()[1])[1:]))
    assert set(ledger_file.read(file).runs) == {"audit", "discussions"}


def test_a_person_may_type_the_first_digits() -> None:
    made, one = ledger(), audit()[0].identity
    assert made.find(one) == made.find(one[7:19]) == made.find(one[:19]) == one
    for wrong in ("", "sha256:", one[7:12], "no-such-claim"):
        with pytest.raises(InputError):
            made.find(wrong)


def test_an_exhibit_is_what_its_identity_says() -> None:
    quote = exhibits(audit()[1])[0]
    assert Exhibit.from_json(quote.to_json()) == quote
    with pytest.raises(ValueError, match="identity"):
        Exhibit.from_json(quote.to_json() | {"words": "It is one bus."})
    with pytest.raises(ValueError, match="numbers"):
        Exhibit.from_json(quote.to_json() | {"identity": "", "figures": {"people": "ten"}})
