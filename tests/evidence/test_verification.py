"""A pack verifies; any edit of it does not, and what was edited is named."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from babyhubs.evidence.entry import Entry
from babyhubs.evidence.finding import digest
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.pack import MANIFEST, SUMS, Pack, contents, hexadecimal, seal, sums
from babyhubs.evidence.verification import Problem, verify
from tests.evidence.mutation import EDITS, SOFTWARE, TABLES, build, edited, small_files, small_pack
from tests.evidence.small import audit, evaluation, ledger


def named(files: dict[str, bytes]) -> dict[str, str]:
    return {problem.where: problem.what for problem in verify(files, SOFTWARE).problems}


def test_a_pack_as_it_was_made_holds() -> None:
    found = verify(small_files(), SOFTWARE)
    assert (found.problems, found.notes) == ((), ())
    assert (found.claims, found.records, found.amber) == (5, 7, 0)


def test_random_edits_are_caught_and_named() -> None:
    chance, files, kinds = random.Random(20261124), small_files(), set()
    for _ in range(120):
        kind, touched, after = edited(chance, files)
        kinds.add(kind)
        found = named(after)
        assert any(where.split(",")[0] == touched for where in found), (kind, touched, found)
    assert kinds == {edit.__name__ for edit in EDITS}


@pytest.mark.parametrize("path", sorted(small_files()))
def test_a_changed_byte_in_any_file_names_that_file_alone(path: str) -> None:
    files = small_files()
    at = len(files[path]) // 2
    files[path] = files[path][:at] + bytes([files[path][at] ^ 1]) + files[path][at + 1 :]
    found = named(files)
    assert [where.split(",")[0] for where in found] == [path]


@pytest.mark.parametrize(
    ("path", "old", "new", "where", "what"),
    [
        ("tables/weights.csv", b"0.75", b"0.76", "tables/weights.csv", "has been changed"),
        ("exhibits.json", b"two buses", b"ten buses", "exhibits.json", "has been changed in line"),
        ("findings.json", b"0.3567", b"0.3557", "findings.json", "has been changed in line"),
        ("thread.svg", b"#ffffff", b"#fffff0", "thread.svg", "has been changed in line"),
        ("index.html", b">36%<", b">63%<", "index.html", "has been changed in line"),
        ("ledger.jsonl", b"0.3567", b"0.3557", "ledger.jsonl, line 2", "not what its identity says"),
        (MANIFEST, b"2026-11-24", b"2026-11-25", MANIFEST, "has been changed"),
    ],
)
def test_what_was_edited_is_named_with_its_line(path: str, old: bytes, new: bytes, where: str, what: str) -> None:
    files = small_files()
    assert old in files[path]
    files[path] = files[path].replace(old, new, 1)
    assert what in named(files)[where]


def test_a_file_under_another_name_is_said_to_be_the_same_one() -> None:
    files = small_files()
    files["tables/weight.csv"] = files.pop("tables/weights.csv")
    assert named(files) == {
        "tables/weights.csv": "is missing; tables/weight.csv has its content",
        "tables/weight.csv": "does not belong to the pack",
    }


def resealed(files: dict[str, bytes]) -> dict[str, bytes]:
    """What somebody does who knows that there are digests: every digest is made anew."""
    for path, content in files.items():
        if path not in (MANIFEST, SUMS):
            old = hexadecimal(small_files()[path]).encode()
            files[MANIFEST] = files[MANIFEST].replace(old, hexadecimal(content).encode())
            size = f'"bytes": {len(small_files()[path])},\n   "path": "{path}"'.encode()
            files[MANIFEST] = files[MANIFEST].replace(size, f'"bytes": {len(content)},\n   "path": "{path}"'.encode())
    files[SUMS] = sums(files).encode()
    return files


def test_a_page_rewritten_with_all_its_digests_is_found_by_making_it_anew() -> None:
    files = small_files()
    files["index.html"] = files["index.html"].replace(b">36%<", b">63%<", 1)
    assert "in line" in named(resealed(files))["index.html"]


def rewritten(old: str, new: str) -> Pack:
    """A pack whose claims were edited in the ledger itself, its chain made anew."""
    made = small_pack()
    claims = [{**claim, "marked": claim["marked"].replace(old, new)} for claim in made.ledger.claims.values()]
    return replace(made, ledger=ledger().with_claims(claims))


def test_a_claim_rewritten_with_the_whole_chain_is_found_by_its_source() -> None:
    files = contents(rewritten("[36%]", "[46%]"))
    found = [problem.what for problem in verify(files, SOFTWARE).problems if problem.where == "claim low-reach"]
    assert "“46%” is typed; lone.estimate is 36% (0.3567)." in found


def test_what_is_kept_beside_a_claim_must_be_what_its_sources_give() -> None:
    claims = [dict(claim) for claim in small_pack().ledger.claims.values()]
    claims[3]["reservations"] = []  # the restriction left out
    files = contents(replace(small_pack(), ledger=ledger().with_claims(claims)))
    assert named(files) == {"claim gap": "what is kept as its reservations is not what its sources give"}


@pytest.mark.parametrize(
    "content",
    [
        {"claims": [{"name": "gap"}]},
        {"claims": ["gap"]},
        {"claims": None},
        ["claims"],
    ],
)
def test_claims_of_another_shape_are_named_by_their_line(content: Any) -> None:
    entry = Entry(0, "", "claims", digest(content), content)
    files = small_files() | {"ledger.jsonl": f"{entry.line()}\n".encode()}
    assert "its content is no claims" in named(files)["ledger.jsonl, line 1"]


def test_a_claim_on_a_record_that_was_left_out_is_named() -> None:
    made = small_pack()
    entries = [
        entry.without_content() if entry.subject == audit()[1].identity else entry for entry in made.ledger.entries
    ]
    found = verify(contents(replace(made, ledger=Ledger(tuple(entries)))), SOFTWARE).problems
    assert Problem("claim low-reach", "Its source “lone” is not here.") in found


def test_a_pack_that_somebody_filled_with_exact_counts_is_found() -> None:
    inside = replace(evaluation(), disclosure_profile="internal v1")
    entry = Entry(0, "", "record", inside.identity, json.loads(json.dumps(inside.to_json())))
    claims = [{**claim, "sources": {}} for claim in small_pack().ledger.claims.values()]
    claims[0]["sources"], claims[0]["marked"] = {"it": inside.identity}, "It narrowed."
    claims[0]["strength"] = "weak"
    files = contents(replace(small_pack(), ledger=Ledger((entry,)).with_claims(claims)))
    assert "was made to stay inside the service" in named(files)["ledger.jsonl"]


def test_figures_and_chain_rewritten_together_are_found_by_the_seal_alone() -> None:
    """What nothing inside the pack can show, and why the seal is kept apart from it."""
    true, other = small_files(), contents(replace(small_pack(), tables={**TABLES, "measures.csv": b"group\nyes\n"}))
    assert verify(other, SOFTWARE).holds
    (problem,) = verify(other, SOFTWARE, seal(true)).problems
    assert "not the one that bears this seal" in problem.what
    assert verify(true, SOFTWARE, seal(true)).holds


def test_a_pack_of_another_version_is_checked_by_digests_and_says_so() -> None:
    files = contents(build(ledger(), "babyhubs 0.0.9"))
    found = verify(files, SOFTWARE)
    assert found.holds
    assert "checked by digest only" in found.notes[0]


def test_amber_is_counted_and_is_no_fault_of_the_pack() -> None:
    made = small_pack()
    after = ledger().with_claims(list(map(dict, made.ledger.claims.values()))).with_run("audit", audit(0.4))
    found = verify(contents(replace(made, ledger=after)), SOFTWARE)
    assert found.holds
    assert found.amber == 4  # the theme, its quote, and the two claims on them


def test_the_list_of_digests_exchanged_with_a_table_names_both() -> None:
    files = small_files()
    files[SUMS], files["tables/weights.csv"] = files["tables/weights.csv"], files[SUMS]
    assert set(named(files)) == {SUMS, "tables/weights.csv"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda files: files.clear(),
        lambda files: files.update({MANIFEST: b"[]"}),
        lambda files: files.update({MANIFEST: b'{"schema": "babyhubs-pack/1"}'}),
        lambda files: files.update({"ledger.jsonl": b"\xff\n"}),
        lambda files: files.update({"ledger.jsonl": b""}),
        lambda files: files.update({SUMS: b""}),
    ],
)
def test_a_pack_in_pieces_ends_in_problems_not_in_a_fault(spoil: Callable[[dict[str, bytes]], None]) -> None:
    files = small_files()
    spoil(files)
    assert not verify(files, SOFTWARE).holds
