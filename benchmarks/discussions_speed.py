"""How long the steps of the discussions take: a large coded project in, one coding more, thirty transcripts to the tables.

`python -m benchmarks.discussions_speed` writes benchmarks/results/discussions_speed.md. Everything is made up here, with a fixed seed.
"""

import os
import random
import tempfile
import time
from pathlib import Path

from babyhubs.discussions import heard as hearing
from babyhubs.discussions.agreement import agreement
from babyhubs.discussions.codebook import add_shipped, codebook
from babyhubs.discussions.coding import code_passage, coder
from babyhubs.discussions.consents import add_participant, link_speaker
from babyhubs.discussions.exchange import Code, Coding, Exchange, Selection, Source, User
from babyhubs.discussions.importing import import_file
from babyhubs.discussions.matrix import counts, matrix
from babyhubs.discussions.project import Project, create
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.refi.write import project_bytes
from babyhubs.discussions.review import keep_all, pass_text
from babyhubs.discussions.saturation import saturation
from babyhubs.discussions.taking_down import Discussion

AT = "2026-11-24T10:00:00Z"
WORDS = [
    "we",
    "came",
    "to",
    "the",
    "hub",
    "on",
    "a",
    "bus",
    "and",
    "it",
    "was",
    "late",
    "so",
    "she",
    "waited",
    "with",
    "him",
    "while",
    "they",
    "talked",
    "of",
    "sleep",
    "and",
    "food",
]
TEXTS, PASSAGES, CODES = 40, 50, 60
TRANSCRIPTS, TURNS = 30, 120
LANGUAGES = ("Somali", "Polish", "Arabic", "English", "not asked")


def guid(generator: random.Random) -> str:
    """A GUID of this seed."""
    text = f"{generator.getrandbits(128):032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def large(generator: random.Random) -> Exchange:
    """40 texts of about 30,000 characters, 2,000 passages, 4,000 codings by two coders."""
    users = (User(guid(generator), "One"), User(guid(generator), "Two"))
    codes = tuple(Code(guid(generator), f"Code {number}") for number in range(CODES))
    sources = []
    for number in range(TEXTS):
        text = " ".join(generator.choices(WORDS, k=7_000))
        selections = []
        for _ in range(PASSAGES):
            start = generator.randrange(len(text) - 300)
            user = generator.choice(users).guid
            codings = tuple(Coding(guid(generator), code.guid, user, AT) for code in generator.sample(codes, 2))
            selections.append(
                Selection(
                    guid(generator), start, start + generator.randrange(20, 280), user=user, at=AT, codings=codings
                )
            )
        sources.append(
            Source(guid(generator), f"Text {number}", text, user=users[0].guid, at=AT, selections=tuple(selections))
        )
    return Exchange("Large", users=users, codes=codes, sources=tuple(sources), at=AT)


def transcript(generator: random.Random) -> str:
    """An interview of 120 turns."""
    lines = []
    for number in range(TURNS):
        who = "Interviewer" if number % 2 == 0 else "Mother"
        lines.append(f"{who}: {' '.join(generator.choices(WORDS, k=40))}.")
    return "\n".join(lines)


def code_all(project: Project, generator: random.Random) -> list[float]:
    """Fifteen passages in each text, by two coders, each act on the disk; gives the seconds of each."""
    add_shipped(project, "levesque", "One", AT)
    codes = [one.guid for one in codebook("levesque").entries if one.codable]
    pair = coder(project, "One", AT), coder(project, "Two", AT)
    seconds = []
    for row in project.rows("SELECT guid FROM source ORDER BY number"):
        turns = project.rows('SELECT said, "end" FROM turn WHERE source = ? AND asks = 0', row[0])
        for turn in generator.sample(turns, 15):
            for one in pair:
                start = time.perf_counter()
                code_passage(project, row[0], turn["said"], turn["end"] - 1, [generator.choice(codes)], one, AT)
                seconds.append(time.perf_counter() - start)
    return seconds


class Watch:
    """Seconds by the clock, and of the processor: on a machine that is shared only the second is ours."""

    def __init__(self) -> None:
        self._clock, self._processor = time.perf_counter(), time.process_time()

    def read(self) -> tuple[str, str]:
        """Both so far."""
        return f"{time.perf_counter() - self._clock:.2f} s", f"{time.process_time() - self._processor:.2f} s"


def main() -> None:
    """Measure, and write the table."""
    generator = random.Random(20261124)
    rows: list[tuple[str, str, str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = folder / "large.qdpx"
        archive.write_bytes(project_bytes(large(generator), Receipt("large")))
        best = []
        for number in range(3):
            with create(folder / f"large{number}.discussions", "", "one", AT) as project:
                watch = Watch()
                import_file(project, archive, "one", AT)
                best.append(watch.read())
        rows.append(("import of 40 texts, 2,000 passages, 4,000 codings, on the disk (best of 3)", *min(best), "1 s"))
        with create(folder / "talks.discussions", "Talks", "one", AT) as project:
            watch = Watch()
            for number in range(TRANSCRIPTS):
                path = folder / f"talk {number}.txt"
                path.write_text(transcript(generator), encoding="utf-8")
                import_file(project, path, "one", AT, Discussion(path.stem))
            for number, row in enumerate(project.rows("SELECT guid FROM source ORDER BY number")):
                values = {"Main language": LANGUAGES[number % len(LANGUAGES)]}
                link_speaker(
                    project,
                    add_participant(project, f"P{number}", "one", AT, values=values),
                    row[0],
                    "Mother",
                    "one",
                    AT,
                )
                keep_all(project, row[0], "one", AT)
                pass_text(project, row[0], "one", AT)
            rows.append(("30 transcripts in, linked and passed", *watch.read(), ""))
            processor = time.process_time()
            seconds = sorted(code_all(project, generator))
            each = 1000 * (time.process_time() - processor) / len(seconds)
            rows.append(
                (
                    "one coding more, on the disk: median",
                    f"{1000 * seconds[len(seconds) // 2]:.1f} ms",
                    f"{each:.1f} ms",
                    "10 ms",
                )
            )
            rows.append(("the same, worst of 900", f"{1000 * seconds[-1]:.0f} ms", "", "50 ms"))
            watch = Watch()
            table = matrix(project)
            counts(project, "Main language", table)
            saturation(project, "Main language")
            hearing.heard(project)
            rows.append(("matrix, counts by group, saturation by group, who was not heard", *watch.read(), "10 s"))
            watch = Watch()
            agreement(project)
            rows.append(("agreement with limits, 20 codes, 30 texts", *watch.read(), ""))
    lines = [
        "# Discussions: how long the steps take",
        "",
        "Peers, measured elsewhere on the same kind of project: qdaPy reads 4,000 codings in 0.6 s (not stored), qualitative-coding imports them in",
        "11 s, QualCoder in 85 s; a Taguette server takes 40 ms for one coding (172 ms at worst).",
        "",
        f"Measured with {os.getloadavg()[0]:.0f} programs wanting {os.cpu_count()} cores: the processor's time is what a quiet machine would take.",
        "",
        "| step | by the clock | of the processor | goal |",
        "| --- | --- | --- | --- |",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]
    target = Path(__file__).with_name("results") / "discussions_speed.md"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(target.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
