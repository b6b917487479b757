"""The project and the codebook for other programs (REFI-QDA). Whole texts are in it: it is for inside the service, and is written down."""

import json
from typing import Any

from babyhubs.discussions.load import codes, load
from babyhubs.discussions.project import Project
from babyhubs.discussions.receipt import Receipt
from babyhubs.workbench.discussions.project import acting
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

PROJECT, CODEBOOK = "qdpx", "qdc"
FORMS = (PROJECT, CODEBOOK)


@audited("discussions.handed-over", "wrote the discussions for another program")
def export(actor: Actor, programme: Any, *, form: str) -> Changed[tuple[bytes, list[str]]]:
    """The file, and the receipt in lines."""
    from babyhubs.discussions.refi.write import codebook_bytes, project_bytes  # noqa: PLC0415 - heavy

    receipt = Receipt(f"discussions.{form}")
    with acting(actor, programme) as act:
        if form == CODEBOOK:
            content = codebook_bytes(codes(act.project))
        else:
            content = project_bytes(load(act.project, receipt), receipt)
    return act.changed((content, receipt.lines()), form=form, bytes=len(content))


def receipt(project: Project) -> list[str]:
    """What would have no place in the file, before anybody asks for it."""
    one = Receipt("discussions.qdpx")
    load(project, one)
    return [line for line in one.lines()[1:] if line]


def received(project: Project) -> list[dict[str, Any]]:
    """The receipts of what was read in, newest first."""
    rows = project.rows("SELECT * FROM receipt ORDER BY number DESC LIMIT 20")
    return [{"file": row["file"], "at": row["at"], "lines": _lines(json.loads(row["content"]))} for row in rows]


def _lines(content: dict[str, Any]) -> list[str]:
    one = Receipt(content["file"], content["sha256"])
    one.came.update(content["came"])
    one.said += content["notes"]
    for lost in content["not_read"]:
        one.lose(lost["kind"], lost["where"], lost["why"], lost["count"])
    return one.lines()
