"""How long coding takes in the workbench: one code put on, and the coding page, in a project of 4,000 codings. `python -m benchmarks.discussions_page`

The service is timed whole: the transaction of the record, the act in the project's file, and both on the disk.
"""

import statistics
import tempfile
import time
from pathlib import Path

from babyhubs.workbench.options import Options
from babyhubs.workbench.start import start

TEXTS, SENTENCES, CODINGS, TIMES = 40, 400, 4_000, 200
RESULT = Path(__file__).parent / "results" / "discussions_page.md"


def main() -> None:
    """Makes the project, measures, writes the table."""
    with tempfile.TemporaryDirectory() as folder:
        start(Options(folder=Path(folder)))
        _measured()


def _measured() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from babyhubs.discussions import coding as library
    from babyhubs.discussions.receipt import Receipt
    from babyhubs.discussions.review import keep_all, pass_text
    from babyhubs.discussions.taking_down import Discussion, add_text
    from babyhubs.discussions.versions import text_of
    from babyhubs.workbench.accounts.services import invite
    from babyhubs.workbench.discussions import project, services
    from babyhubs.workbench.discussions.coding import services as coding
    from babyhubs.workbench.discussions.coding.reading import reading
    from babyhubs.workbench.programme import services as programmes
    from babyhubs.workbench.record.actor import Actor, program

    user = invite(program("benchmark"), email="a@demo.invalid", name="A Coder")
    actor, at = Actor(str(user.pk), user.name), "2026-11-24T10:00:00Z"
    programme = programmes.create(actor, name="Reach", place="", purpose="p", owner=user)
    services.begin(actor, programme)
    with project.opened(programme) as one:
        codes = [row[0] for row in one.rows("SELECT guid FROM code WHERE codable")]
        for number in range(TEXTS):
            line = "Mother: the bus is four pounds each way and nobody told us that it moved to another day.\n"
            with one.act("import", "lead", at):
                add_text(one, line * SENTENCES, Discussion(f"Talk {number}"), "lead", at, Receipt("x"), None)
        sources = [row[0] for row in one.rows("SELECT guid FROM source ORDER BY number")]
        for source in sources:
            keep_all(one, source, "lead", at)
            pass_text(one, source, "lead", at)
        me = library.coder(one, actor.name, at, actor.key)
        with one.act("many", me, at) as act:
            for number in range(CODINGS):
                place = (number // TEXTS) * 89 + 8
                library.code_inside(
                    one, sources[number % TEXTS], place, place + 60, [codes[number % len(codes)]], me, at, act
                )
        text = text_of(one, sources[0])
    took, own = [], time.process_time()
    for number in range(TIMES):
        place = text.index("nobody told us", (150 + number) * 89)
        begins = time.perf_counter()
        coding.code(
            actor,
            programme,
            source=sources[0],
            version=1,
            start=place,
            end=place + 14,
            codes=[codes[number % len(codes)]],
        )
        took.append(1000 * (time.perf_counter() - begins))
    own = 1000 * (time.process_time() - own) / TIMES
    with project.opened(programme) as one:
        begins = time.process_time()
        shown = reading(one, one.row("SELECT * FROM source WHERE guid = ?", sources[0]), me, others=False)
        read = 1000 * (time.process_time() - begins)
    ordered = sorted(took)
    RESULT.write_text(
        f"# Coding in the workbench\n\n{TEXTS} texts of {SENTENCES} turns, {CODINGS:,} codings; {TIMES} codes put on through the service, "
        "each durable in both files. How long the disk takes depends on what else the machine does: processor time beside it.\n\n"
        "| | ms |\n| --- | --- |\n"
        f"| a code put on, processor time, mean | {own:.1f} |\n| a code put on, median | {statistics.median(took):.1f} |\n| 95 of 100 within | {ordered[int(0.95 * TIMES)]:.1f} |\n"
        f"| the longest | {ordered[-1]:.1f} |\n"
        f"| a text of {SENTENCES} turns with {shown.passages} passages, laid out for its page, processor time | {read:.1f} |\n",
        encoding="utf-8",
    )
    print(RESULT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
