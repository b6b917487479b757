"""Kills the workbench at random moments, again and again, and looks whether anything was lost or half done.

    uv run python -m benchmarks.kill_storm                20 kills of each kind, as the tests run it
    uv run python -m benchmarks.kill_storm --kills 200     the nightly target
    uv run python -m benchmarks.kill_storm --seed 7        other moments

Four kinds, each a process of its own that gets SIGKILL:
    writes      people are added, each acknowledged after its commit: every acknowledged one is there, each with its entry
    backup      the name of the backup holds a whole backup or nothing; the databases stay sound
    imports     from the form to the audit: no part of one, no acknowledged step lost (benchmarks/kill_imports.py)
    migration   after the kills a start completes it, and what was in the tables before is still there

A killed process is not a power cut: what the operating system had taken over is still written. Prints one line of JSON.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
import uuid
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from babyhubs.workbench import keys
from babyhubs.workbench.databases import FILES, PEOPLE
from babyhubs.workbench.options import Options
from babyhubs.workbench.record import triggers
from babyhubs.workbench.record.chain import faults
from babyhubs.workbench.service import contents, folder, snapshot
from babyhubs.workbench.service.archive_key import KEY_FILE, Secret
from babyhubs.workbench.service.backup import back_up
from babyhubs.workbench.service.restore import restore
from babyhubs.workbench.start import start
from benchmarks import kill_imports

SECRET = Secret(KEY_FILE, b"k" * 32)


def killed(work: Callable[[], None], after: float, *, patient: bool = False) -> bool:
    """Runs work in a process of its own and kills it after so many seconds; False: it had ended before, or patient."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    if not patient:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)  # a child that has ended waits to be asked how: its number is still its own
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("the work failed before it was killed")
    return os.WIFSIGNALED(status)


def settle(place: Path) -> None:
    """Both databases sound, both records whole."""
    key = keys.read(place).record
    for name in FILES.values():
        problems = snapshot.integrity(place / name)
        assert not problems, (name, problems)
        broken = faults(snapshot.lines(place / name), key)
        assert not broken, (name, broken)


def on(place: Path) -> None:
    """Points Django's connections of this process at a folder: one start serves all."""
    from django.db import connections

    for alias, name in FILES.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = str(place / name)
        connections.settings[alias]["NAME"] = str(place / name)


def writes(place: Path, kills: int, moments: random.Random) -> dict[str, int]:
    """People added, and every acknowledged one looked for."""
    acknowledged = place.parent / "acknowledged"
    acknowledged.touch()

    def work() -> None:
        from babyhubs.workbench.people.contact import Contact
        from babyhubs.workbench.people.services import add
        from babyhubs.workbench.record.actor import program

        on(place)
        with acknowledged.open("a", buffering=1, encoding="ascii") as file:
            while True:
                one = add(
                    program("kill storm"),
                    uuid.UUID(int=0),
                    called="A Parent",
                    contact=Contact(way="call", phone="07700 900123"),
                    agreed={"hold-details": True},
                    channel="telephone",
                    said_on=date(2026, 11, 2),
                )
                file.write(f"{one.pk.hex}\n")

    count = 0
    for _ in range(kills):
        count += killed(work, moments.uniform(0.01, 0.25))
        settle(place)
        with closing(sqlite3.connect(place / FILES[PEOPLE])) as one:
            there = {row[0] for row in one.execute("SELECT id FROM people_person")}
            entries = one.execute("SELECT COUNT(*) FROM record_entry").fetchone()[0]
        lost = set(acknowledged.read_text(encoding="ascii").split()) - there
        assert not lost, f"{len(lost)} acknowledged people are gone"
        assert entries == len(there), "a person without an entry, or an entry without a person"
    return {"kills": count, "people": len(there)}


def backups(place: Path, kills: int, moments: random.Random) -> dict[str, int]:
    """Backups killed; the databases are 3 MB of filling, so that there is time to hit."""
    out = place.parent / "out"
    out.mkdir()
    (place / "uploads").mkdir(exist_ok=True)
    (place / "uploads" / "filling").write_bytes(os.urandom(8 * 1024 * 1024))
    before = time.perf_counter()
    back_up(Options(place), out / "first", SECRET, now=datetime.now(UTC))
    whole = time.perf_counter() - before
    count = 0
    for number in range(kills):
        target = out / f"{number}.backup"
        count += killed(
            lambda target=target: back_up(Options(place), target, SECRET, now=datetime.now(UTC)),
            moments.uniform(0, whole),
        )
        settle(place)
        if target.exists():  # its name is given last of all
            back = place.parent / "back"
            assert not restore(target, back, SECRET).faults
            shutil.rmtree(back)
            target.unlink()
    back_up(Options(place), out / "last", SECRET, now=datetime.now(UTC))
    assert not (place / contents.STAGING).exists()
    assert not restore(out / "last", place.parent / "back", SECRET).faults
    return {"kills": count}


def migrations(place: Path, kills: int, moments: random.Random) -> dict[str, int]:
    """Killed on the way and started again until it is done: from nothing, then from data that lack a migration, and so on."""
    count = rounds = 0
    whole = 0.6  # seconds of one migration; measured in the first round
    people = _people(place)
    while count < kills:
        rounds += 1
        fresh = place.parent / f"migrated-{rounds}"
        folder.prepare(fresh)
        folder.mark(fresh)
        shutil.copytree(place / "keys", fresh / "keys")
        if rounds % 2 == 0:
            _older(place, fresh)

        def work(fresh: Path = fresh) -> None:
            from babyhubs.workbench.service.migrations import migrate

            on(fresh)
            migrate(Options(fresh), copied=False)

        before = _applied(fresh)
        for _ in range(min(4, kills - count)):  # then it may end, so that both kinds of data get their turn
            if not killed(work, moments.uniform(0.02, whole)):
                break
            count += 1
            now = _applied(fresh)
            assert all(now.get(name, 0) >= number for name, number in before.items()), "a migration came undone"
            before = now
            if rounds % 2 == 0:
                settle(fresh)
                assert _people(fresh) == people, "people are gone"
        began = time.perf_counter()
        assert not killed(work, 0, patient=True), f"after kills a start did not complete the migration of {fresh}"
        whole = max(time.perf_counter() - began, 0.2)
        assert _applied(fresh) == _applied(place)
        settle(fresh)
        if rounds % 2 == 0:
            assert _people(fresh) == people, "people are gone"
        shutil.rmtree(fresh)
    return {"kills": count, "rounds": rounds, "people": len(people)}


def imports(place: Path, kills: int, moments: random.Random) -> dict[str, int]:
    """Exports taken in, checked and audited."""
    from django.db import connections

    programme = kill_imports.new_programme()
    # loaded once, here: each process that is killed has them at hand, as the worker of a running workbench does
    from babyhubs.workbench.audits import preparing, running  # noqa: F401

    connections.close_all()
    return kill_imports.storm(place, programme, kills, moments, killed=killed, settle=settle, begin=on)


def _older(place: Path, fresh: Path) -> None:
    """The same data as an older version left them: without the triggers that keep the record."""
    for name in FILES.values():
        snapshot.copy(place / name, fresh / name)
        with closing(sqlite3.connect(fresh / name)) as one:
            one.execute("PRAGMA journal_mode=WAL")
            one.execute("DELETE FROM django_migrations WHERE app = 'record' AND name = '0002_append_only'")
            for statement in triggers.removal("sqlite"):
                one.execute(statement)
            one.commit()


def _people(place: Path) -> set[str]:
    with snapshot.reading(place / FILES[PEOPLE]) as one:
        return {row[0] for row in one.execute("SELECT id FROM people_person")}


def _applied(place: Path) -> dict[str, int]:
    found = {}
    for name in FILES.values():
        with suppress(sqlite3.OperationalError), snapshot.reading(place / name) as one:
            found[name] = one.execute("SELECT COUNT(*) FROM django_migrations").fetchone()[0]
    return found


KINDS = (writes, backups, migrations, imports)


def main() -> None:
    """All four kinds, or those that are asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--only", choices=[kind.__name__ for kind in KINDS], action="append")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="babyhubs-kills-") as root:
        place = Path(root, "data")
        folder.prepare(place)
        folder.mark(place)
        start(Options(place))
        from django.db import connections

        from babyhubs.workbench.service.migrations import migrate

        migrate(Options(place), copied=False)
        connections.close_all()  # a connection must not be shared with a forked process
        told: dict[str, object] = {"seed": asked.seed}
        for kind in KINDS:
            if asked.only and kind.__name__ not in asked.only:
                continue
            moments = random.Random(f"{asked.seed} {kind.__name__}")
            began = time.perf_counter()
            told[kind.__name__] = {
                **kind(place, asked.kills, moments),
                "seconds": round(time.perf_counter() - began, 1),
            }
            sys.stderr.write(f"{kind.__name__}: {told[kind.__name__]}\n")
    print(json.dumps(told))


if __name__ == "__main__":
    main()
