"""Where the files of a report lie: beside the project, for the owner alone, whole or not at all."""

from pathlib import Path
from typing import Any

from django.conf import settings

from babyhubs.workbench.discussions.places import FOLDER

FILES = {
    "report.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "tables.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def of_report(report: Any) -> Path:
    """The folder of a report's files."""
    return settings.BABYHUBS.folder / FOLDER / report.programme_id.hex / "reports" / report.pk.hex
