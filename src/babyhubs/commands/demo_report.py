"""The demonstration without the workbench: a simulated year, audited, as files and a report in one folder."""

import hashlib
from datetime import date
from pathlib import Path

from babyhubs.audit import rule as rules
from babyhubs.commands.audit import report
from babyhubs.commands.mapping import settled
from babyhubs.commands.observe import simulated as observed
from babyhubs.commands.terminal import out, steps
from babyhubs.disclosure.profiles import DEFAULT, profile
from babyhubs.intake.load import Options
from babyhubs.intake.sources import Sources
from babyhubs.reference import areas
from babyhubs.reports.answer import STAGES, Question, answer
from babyhubs.reports.answer import write as write_answer
from babyhubs.reports.folder import whole_or_not_at_all
from babyhubs.simulation import files
from babyhubs.simulation.service import Settings, simulate

# The demo's people are invented, so its key is no secret; with a fixed key and day the demo has the same bytes everywhere.
KEY = hashlib.sha256(b"babyhubs demo: simulated people, no secret").digest()
AS_OF = date(2026, 9, 14)
PLACE = "Bristol, North Somerset and South Gloucestershire"


def write(settings: Settings, folder: Path, *, as_json: bool) -> None:
    """Simulates, audits, writes FOLDER/service, FOLDER/report and FOLDER/observed (six watched sessions), and says the result."""
    service_folder, answer_folder = folder / "service", folder / "report"
    with steps(2 + len(STAGES)) as step:
        step("Simulating a year of baby hubs")
        with whole_or_not_at_all(service_folder) as partial:
            files.write(simulate(settings), partial, "none", settings.seed)
        clean = service_folder / "clean"
        found = Sources(
            children=clean / "children.csv",
            contacts=clean / "contacts.csv",
            hubs=clean / "hubs.csv",
            head_counts=clean / "head_counts.csv",
        )
        question = Question(
            options=Options(key=KEY, as_of=AS_OF, index_vintage=2025, areas=areas.england(2025)),
            rule=rules.read(),
            window=None,
            grouping="2001",
            profile=profile(DEFAULT),
            project_class="service evaluation",
            place=PLACE,
            simulated=True,
        )
        step(STAGES[0])
        agreed, tables = settled(found, None)
        one = answer(tables, agreed, question, step)
        write_answer(one, question, answer_folder, step)
        step("Watching six sessions in two models of hub")
        observed.demo(folder / "observed", KEY, PLACE)
    report(one, answer_folder, as_json)
    if not as_json:
        out.print(f"Six watched sessions: {folder / 'observed' / 'report' / 'report.html'}", markup=False)
        out.print("Open it in any browser. Nobody in it is real.")
