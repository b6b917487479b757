"""How fast the workbench answers when people arrive whether or not it keeps up, while an export is read and audited.

    uv run python -m benchmarks.workbench_load                                   # SQLite, 20 requests a second, a minute
    uv run python -m benchmarks.workbench_load --postgres "postgresql://postgres@/postgres?host=/tmp/load"
    uv run python -m benchmarks.workbench_load --births 1000 --seconds 20        # a try; nothing is written

An open loop: a schedule says when each request begins (seeded, exponential gaps), and its time is counted from that moment
even if the generator or the server was late, so that a stall is paid for by everybody who would have come meanwhile. Three
in five requests open a page, one in five opens a form, one in five sends it three seconds later. People sign in with password and
code, two of them every quarter of the time. Meanwhile somebody uploads the same export again, confirms its columns and has
it audited, over and over. `babyhubs serve` runs as for several people (two processes, a proxy in front), on the cores that the
generator and the import use as well.

The aim: pages within 200 ms and saves within 300 ms for 95 in 100, no errors. The table goes to benchmarks/results/workbench_load.md,
one section for each database.
"""

import argparse
import json
import os
import platform
import queue
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.load_browser import Answer, Person
from benchmarks.load_forms import fields
from benchmarks.load_service import NAME, PASSWORD

RESULTS = Path(__file__).parent / "results" / "workbench_load.md"
BIRTHS = 18_000  # a year: 270,000 contacts, 100,000 of them at the hubs
PAGES_AIM, SAVES_AIM = 0.2, 0.3  # seconds, 95 in 100
THINKS = 3.0  # seconds between opening a form and sending it
LATE = 0.05  # seconds; a generator that begins later than this measures the machine and not the workbench
THREADS = 64  # of the generator: more than are ever under way at once, or it says so
COMMAND = "from babyhubs.commands.app import main; main()"
WARM = 12  # times each page before anything is counted
WHOLE = {"grouping": "2001", "window_start": "", "window_end": ""}  # an audit of all that was uploaded
FIRST = 6  # of the people sign in before the clock starts; the others meanwhile


@dataclass(slots=True)
class Taken:
    """What was measured: seconds by kind and name, and what went wrong."""

    seconds: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    late: list[float] = field(default_factory=list)  # how long after its moment the generator itself began
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, name: str, seconds: float, error: str = "") -> None:
        """One request."""
        with self.lock:
            self.seconds.setdefault((kind, name), []).append(seconds)
            if error:
                self.errors.append(f"{kind} {name}: {error}")

    def of(self, kind: str, name: str | None = None) -> list[float]:
        """All times of a kind, sorted."""
        return sorted(x for (k, n), got in self.seconds.items() if k == kind and name in {None, n} for x in got)


def percentile(sorted_seconds: list[float], share: float) -> float:
    """The nearest rank: the smallest time that at least this share did not exceed."""
    if not sorted_seconds:
        return float("nan")
    return sorted_seconds[max(0, -(-len(sorted_seconds) * round(share * 1000) // 1000) - 1)]


@dataclass(frozen=True, slots=True)
class Site:
    """Where things are."""

    told: dict[str, Any]

    def of(self, path: str) -> str:
        """An address in the programme."""
        return f"/programmes/{uuid.UUID(self.told['programme'])}/{path}"

    def hub(self, moments: random.Random) -> str:
        """A hub."""
        return self.of(f"hubs/{uuid.UUID(moments.choice(self.told['hubs']))}/")

    def release(self, moments: random.Random) -> str:
        """A released file: every other one was approved."""
        return self.of(f"releases/{uuid.UUID(moments.choice(self.told['releases'][1::2]))}/")

    def upload(self) -> str:
        """The upload that was audited."""
        return self.of(f"uploads/{uuid.UUID(self.told['upload'])}/")

    def run(self) -> str:
        """Its audit."""
        return self.of(f"audits/{uuid.UUID(self.told['run'])}/")


Place = Callable[[Site, random.Random], str]
READERS = {"service-lead", "analyst", "output-checker"}
EDITORS = {"service-lead", "analyst"}
# name: (who may, where, how often)
PAGES: dict[str, tuple[set[str] | None, Place, int]] = {
    "programme": (None, lambda site, _: site.of(""), 4),
    "audits": (READERS, lambda site, _: site.of("audits/"), 3),
    "results": (READERS, lambda site, _: site.run(), 4),
    "report": (READERS, lambda site, _: f"{site.run()}report/", 1),
    "verdicts": (READERS, lambda site, _: f"{site.run()}groups/", 1),
    "map": (READERS, lambda site, _: f"{site.run()}map/", 1),
    "reach": (READERS, lambda site, _: f"{site.run()}reach/", 1),
    "gaps": (READERS, lambda site, _: f"{site.run()}gaps/", 1),
    "findings": (READERS, lambda site, _: f"{site.run()}findings/", 1),
    "quality": (READERS, lambda site, _: f"{site.upload()}quality/", 2),
    "hubs": (None, lambda site, _: site.of("hubs/"), 3),
    "hub": (None, lambda site, moments: site.hub(moments), 3),
    "releases": (None, lambda site, _: site.of("releases/"), 2),
    "release": (None, lambda site, moments: site.release(moments), 2),
    "people": ({"service-lead"}, lambda site, _: site.of("people/"), 1),
    "record": ({"service-lead", "output-checker"}, lambda site, _: site.of("record/"), 1),
    "account": (None, lambda *_: "/account/", 1),
}
# name: (who may, where, what is changed, how often)
FORMS: dict[str, tuple[set[str], Place, Callable[[random.Random], dict[str, str]], int]] = {
    "programme": (
        {"service-lead"},
        lambda site, _: site.of("description/"),
        lambda moments: {"purpose": f"Whom do we miss, and why? {moments.random()}"},
        1,
    ),
    "hub": (
        EDITORS,
        lambda site, moments: f"{site.hub(moments)}description/",
        lambda moments: {"bus": f"Line {moments.randint(1, 99)}"},
        3,
    ),
    "hours": (
        EDITORS,
        lambda site, moments: f"{site.hub(moments)}hours/",
        lambda moments: {"day_2": f"9:{moments.randint(10, 59)} to 11:30", "since": ""},
        1,
    ),
    "log": (
        EDITORS,
        lambda site, moments: f"{site.hub(moments)}log/staffing/",
        lambda moments: {
            "became": "more",
            "on": f"{moments.randint(1, 28)}/03/2026",
            "note": "A second nursery nurse.",
        },
        2,
    ),
}


class Generator:
    """Plays the people."""

    def __init__(self, site: Site, port: int, taken: Taken, seed: int) -> None:
        self.site, self.taken, self.moments = site, taken, random.Random(seed)
        self.people = [
            Person(port, NAME, one["email"], one["role"], one["secret"], f"10.0.0.{number + 1}")
            for number, one in enumerate(site.told["people"])
        ]

    def sign_in(self, person: Person, kind: str) -> None:
        """Everything from the empty form to the first page."""
        began = time.perf_counter()
        try:
            person.sign_in(PASSWORD)
            self.taken.add(kind, "sign in", time.perf_counter() - began)
        except Exception as error:
            self.taken.add(kind, "sign in", time.perf_counter() - began, repr(error)[:300])

    def warm(self) -> None:
        """Every page of every kind, until each process of the server has met it."""
        for person in self.people[:FIRST]:
            self.sign_in(person, "before")
        for _ in range(WARM):
            for name, (roles, place, _) in PAGES.items():
                answer = self._one(roles, self.moments).get(place(self.site, self.moments))
                assert answer.status in {200, 302}, (name, answer.status, answer.location)
            for roles, place, change, _ in FORMS.values():
                person, where = self._one(roles, self.moments), place(self.site, self.moments)
                person.post(where, fields(person.get(where).text) | change(self.moments))

    def schedule(self, rate: float, seconds: float) -> list[tuple[float, Callable[[float], None]]]:
        """When what begins; drawn before the clock starts."""
        planned: list[tuple[float, Callable[[float], None]]] = []
        at = 0.0
        # three of five arrivals open a page; a fifth opens a form, and that form is sent later: the last fifth
        while (at := at + self.moments.expovariate(rate * 0.8)) < seconds:
            planned.extend(self._page(at) if self.moments.random() < 0.75 else self._form(at))
        others = self.people[FIRST:]
        for number, person in enumerate(others):
            planned.append(
                ((number + 0.5) * seconds / len(others), lambda _, person=person: self.sign_in(person, "sign in"))
            )
        return sorted(planned, key=lambda one: one[0])

    def _page(self, at: float) -> Iterator[tuple[float, Callable[[float], None]]]:
        name = self.moments.choices(list(PAGES), [often for _, _, often in PAGES.values()])[0]
        roles, place, _ = PAGES[name]
        person, where = self._one(roles, self.moments), place(self.site, self.moments)
        yield at, lambda due: self._timed("page", name, due, lambda: person.get(where), {200})

    def _form(self, at: float) -> Iterator[tuple[float, Callable[[float], None]]]:
        name = self.moments.choices(list(FORMS), [often for *_, often in FORMS.values()])[0]
        roles, place, change, _ = FORMS[name]
        person, where, changed = self._one(roles, self.moments), place(self.site, self.moments), change(self.moments)
        opened: Future[dict[str, str]] = Future()

        def see(due: float) -> None:
            answer = self._timed("page", f"form: {name}", due, lambda: person.get(where), {200})
            opened.set_result(fields(answer.text) if answer else {})

        def send(due: float) -> None:
            self._timed("save", name, due, lambda: person.post(where, opened.result(60) | changed), {302})

        yield at, see
        yield at + THINKS, send

    def _timed(self, kind: str, name: str, due: float, ask: Callable[[], Answer], good: set[int]) -> Answer | None:
        try:
            answer = ask()
        except Exception as error:
            self.taken.add(kind, name, time.perf_counter() - due, repr(error)[:300])
            return None
        wrong = "" if answer.status in good else f"{answer.status} {answer.location}"
        self.taken.add(kind, name, time.perf_counter() - due, wrong)
        return answer

    def _one(self, roles: set[str] | None, moments: random.Random) -> Person:
        return moments.choice([one for one in self.people[:FIRST] if roles is None or one.role in roles])

    def play(self, planned: list[tuple[float, Callable[[float], None]]]) -> None:
        """Begins each at its moment; returns when the last has ended."""
        waiting: queue.Queue[tuple[float, Callable[[float], None]] | None] = queue.Queue()

        def work() -> None:
            while (job := waiting.get()) is not None:
                due, act = job
                with self.taken.lock:
                    self.taken.late.append(time.perf_counter() - due)
                act(due)

        threads = [threading.Thread(target=work, daemon=True) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        began = time.perf_counter()
        for at, act in planned:
            time.sleep(max(0.0, began + at - time.perf_counter()))
            waiting.put((began + at, act))
        for _ in threads:
            waiting.put(None)
        for thread in threads:
            thread.join(120)


class Import:
    """Somebody who uploads an export, confirms it, has it audited, and does it again, until told to stop."""

    def __init__(self, site: Site, person: Person, taken: Taken) -> None:
        self._site, self._person, self._taken = site, person, taken
        self.stop = threading.Event()
        self.whole: list[float] = []
        self.thread = threading.Thread(target=self._work, daemon=True)

    def _work(self) -> None:
        try:
            while not self.stop.is_set():
                began = time.perf_counter()
                if self._once():
                    self.whole.append(time.perf_counter() - began)
        except Exception as error:
            self._taken.add("import", "import", 0.0, repr(error)[:300])

    def _once(self) -> bool:
        person, new = self._person, self._site.of("uploads/new/")
        clean = Path(self._site.told["export"])
        files = {kind: clean / f"{kind}.csv" for kind in ("children", "contacts", "hubs", "head_counts")}
        self._ask("open the form", lambda: person.get(new))
        where = self._ask("send 4 files", lambda: person.send(new, {}, files)).location
        while not self.stop.is_set():
            answer = self._ask("wait", lambda: person.get(where))
            to = answer.location
            if to.endswith("/columns/"):
                page = self._ask("columns", lambda to=to: person.get(to)).text
                self._ask("confirm the columns", lambda to=to, page=page: person.post(to, fields(page)))
            elif to.endswith("/quality/"):
                run = self._ask("ask for the audit", lambda: person.post(f"{where}start/", WHOLE)).location
                return self._wait(run)
            elif "There is a problem" in answer.text:
                raise RuntimeError(re.sub(r"<[^>]+>|\s+", " ", answer.text)[-900:])
            self.stop.wait(2)
        return False

    def _wait(self, run: str) -> bool:
        while not self.stop.is_set():
            page = self._ask("wait", lambda: self._person.get(run)).text
            if f"{run}report/" in page:
                return True
            if "There is a problem" in page:
                raise RuntimeError("the audit did not end well")
            self.stop.wait(2)
        return False

    def _ask(self, name: str, ask: Callable[[], Answer]) -> Answer:
        began = time.perf_counter()
        answer = ask()
        wrong = "" if answer.status in {200, 302} else str(answer.status)
        self._taken.add("import", name, time.perf_counter() - began, wrong)
        return answer


@contextmanager
def served(folder: Path, port: int, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """`babyhubs serve`, as for several people."""
    words = ["serve", "--data", str(folder), "--port", str(port), "--public-name", NAME, "--behind-proxy"]
    faults = (folder.parent / "server.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, *words], stdout=subprocess.PIPE, stderr=faults, text=True, env=environment
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if "Ctrl and C" in line:
                break
        else:
            raise SystemExit(f"the workbench did not start: {(folder.parent / 'server.log').read_text()[-2000:]}")
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        faults.close()


def memory(process: int) -> dict[str, int]:
    """Resident memory of a process and all below it, in MB: together, and the largest."""
    below: dict[int, list[int]] = {}
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(one.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        below.setdefault(parent, []).append(int(one.parent.name))
    found, left = [], [process]
    while left:
        now = left.pop()
        left.extend(below.get(now, []))
        try:
            text = Path(f"/proc/{now}/status").read_text()
        except OSError:
            continue
        if size := re.search(r"VmRSS:\s+(\d+)", text):
            found.append(int(size[1]) // 1024)
    return {"together": sum(found), "largest": max(found, default=0)}


def databases(server: str) -> tuple[dict[str, str], Callable[[], str]]:
    """Two new databases on a server; gives the variables that name them, and what the server calls itself."""
    import psycopg

    mark = uuid.uuid4().hex[:8]
    with psycopg.connect(server, autocommit=True) as one:
        version = one.info.parameter_status("server_version") or ""
        for name in ("workbench", "people"):
            one.execute(f'CREATE DATABASE "load_{name}_{mark}"')
    parts = urlsplit(server)
    urls = {name: parts._replace(path=f"/load_{name}_{mark}").geturl() for name in ("workbench", "people")}
    return (
        {"BABYHUBS_DATABASE_URL": urls["workbench"], "BABYHUBS_PEOPLE_DATABASE_URL": urls["people"]},
        lambda: f"PostgreSQL {version}",
    )


def measured(place: Path, told: dict[str, Any], asked: argparse.Namespace, environment: dict[str, str]) -> list[str]:
    """One run; gives its section."""
    taken, site = Taken(), Site(told)
    folder = place / "data"
    with served(folder, asked.port, environment) as process:
        generator = Generator(site, asked.port, taken, asked.seed)
        generator.warm()
        importing = Import(site, generator.people[1], taken)
        planned = generator.schedule(asked.rate, asked.seconds)
        load_before = os.getloadavg()[0]
        importing.thread.start()
        time.sleep(1)
        generator.play(planned)
        used = memory(process.pid)
        journal = folder / "workbench.sqlite3-wal"
        journal_size = journal.stat().st_size if journal.exists() else 0
        importing.stop.set()
        importing.thread.join(60)
    log = (place / "server.log").read_text()
    return _section(taken, told, asked, importing, used, journal_size, load_before, log)


def _section(
    taken: Taken,
    told: dict[str, Any],
    asked: argparse.Namespace,
    importing: Import,
    used: dict[str, int],
    journal: int,
    load_before: float,
    log: str,
) -> list[str]:
    counted = len(taken.of("page")) + len(taken.of("save"))
    pages, saves = percentile(taken.of("page"), 0.95), percentile(taken.of("save"), 0.95)
    kept = pages <= PAGES_AIM and saves <= SAVES_AIM and not taken.errors and not log.strip()
    late = percentile(sorted(taken.late), 0.99)
    verdict = "Kept" if kept else "Not kept" if late <= LATE else "No measurement, the generator itself had to wait"
    lines = [
        f"{verdict}: pages {1000 * pages:.0f} ms, saves {1000 * saves:.0f} ms for 95 in 100; "
        f"{len(taken.errors)} errors in {counted:,} requests.",
        "",
        f"{told['children']:,} children, {told['contacts']:,} contacts, {told['attendances']:,} of them attendances at hubs; "
        f"{asked.rate:g} requests a second for {asked.seconds:g} s, seed {asked.seed}. Python {platform.python_version()}, "
        f"{os.cpu_count()} cores shared by server, import and generator. Load of the machine before it began: {load_before:.1f}"
        " (above 0.3, other work is in these times).",
        "",
        "| what | number | half within, ms | 95 in 100 | 99 in 100 | longest |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for kind, title in (("page", "**Pages**"), ("save", "**Saves**"), ("sign in", "Signing in, from form to page")):
        lines.append(_row(title, taken.of(kind)))
        names = sorted(name for got, name in taken.seconds if got == kind) if kind != "sign in" else []
        lines.extend(_row(name, taken.of(kind, name)) for name in names)
    lines.extend(
        _row(f"Import: {name}", taken.of("import", name))
        for name in sorted(name for got, name in taken.seconds if got == "import")
    )
    whole = ", ".join(f"{one:.0f} s" for one in importing.whole) or "none ended in this time"
    lines += [
        "",
        f"Imports and audits meanwhile: {whole}. The generator began {1000 * late:.1f} ms or less "
        f"after the due moment for 99 in 100. All processes together {used['together']} MB, the largest {used['largest']} MB. "
        f"Journal {journal / 1e6:.1f} MB. Lines that the server logged: {len(log.splitlines())}.",
    ]
    return lines + [f"- {one}" for one in taken.errors[:20]] + [f"- log: {one}" for one in log.splitlines()[:20]]


def _row(title: str, times: list[float]) -> str:
    shown = (percentile(times, 0.5), percentile(times, 0.95), percentile(times, 0.99), percentile(times, 1.0))
    return f"| {title} | {len(times)} | {' | '.join(f'{1000 * one:.0f}' for one in shown)} |"


def written(database: str, lines: list[str]) -> str:
    """The page with this database's section in the place of its old one."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# The workbench under load\n"
    head, *sections = re.split(r"(?m)^## ", text)
    kept = {one.splitlines()[0].split()[0]: one.strip() for one in sections}
    kept[database.split(maxsplit=1)[0]] = "\n".join([database, "", *lines])
    body = "\n\n".join(f"## {one}" for _, one in sorted(kept.items(), reverse=True))
    return f"{head.strip()}\n\n{body}\n"


def main() -> None:
    """Makes the service, serves it, measures, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--births", type=int, default=BIRTHS)
    parser.add_argument("--rate", type=float, default=20.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--port", type=int, default=8477)
    parser.add_argument(
        "--postgres", default="", help="a server whose user may make databases; two new ones stay there"
    )
    parser.add_argument("--place", type=Path, help="keep the service here, and use the one that is here already")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="babyhubs-load-") as scratch:
        place = asked.place or Path(scratch)
        place.mkdir(parents=True, exist_ok=True)
        environment = dict(os.environ) | {"PYTHONWARNINGS": "ignore"}
        note, urls = place / "made.json", place / "databases.json"
        if asked.postgres and not urls.exists():
            urls.write_text(json.dumps(databases(asked.postgres)[0]))
        if asked.postgres:
            environment |= json.loads(urls.read_text())
        if not note.exists():
            made = subprocess.run(
                [sys.executable, "-m", "benchmarks.load_service", str(place / "data"), str(asked.births)],
                env=environment, stdout=subprocess.PIPE, check=True,
            )  # fmt: skip
            note.write_bytes(made.stdout)
        lines = measured(place, json.loads(note.read_text()), asked, environment)
    import sqlite3

    database = "PostgreSQL" if asked.postgres else f"SQLite {sqlite3.sqlite_version}"
    if asked.births == BIRTHS and asked.rate == 20.0 and asked.seconds >= 60:
        RESULTS.write_text(written(database, lines), encoding="utf-8")
    print("\n".join([f"## {database}", "", *lines]))


if __name__ == "__main__":
    main()
