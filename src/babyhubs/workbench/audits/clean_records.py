"""The newest checked upload as clean records, for other strands (programme/clean_records.py)."""

from datetime import datetime
from typing import Any

from babyhubs.errors import Refused
from babyhubs.workbench.audits.models import Upload
from babyhubs.workbench.programme.clean_records import CleanRecords


def there(programme: Any) -> datetime | None:
    """When the newest upload came whose records were checked and whose files are still here."""
    newest = Upload.objects.filter(programme=programme, state=Upload.State.CHECKED).values_list(
        "uploaded_at", flat=True
    )
    return newest.first()


def load(programme: Any) -> CleanRecords:
    """Its records, cleaned as the audit cleans them. Heavy, and for the worker alone."""
    from babyhubs.intake.clean import clean  # noqa: PLC0415 - heavy, and for the worker alone
    from babyhubs.intake.mapping import Mapping  # noqa: PLC0415 - heavy, and for the worker alone
    from babyhubs.reports.answer import commitment  # noqa: PLC0415 - heavy, and for the worker alone
    from babyhubs.workbench.audits import recognition  # noqa: PLC0415 - heavy, and for the worker alone
    from babyhubs.workbench.audits.preparing import options  # noqa: PLC0415 - heavy, and for the worker alone

    upload = Upload.objects.filter(programme=programme, state=Upload.State.CHECKED).first()
    learnt = upload.mappings.first() if upload else None
    if upload is None or learnt is None:
        raise Refused("There are no checked records.", remedy="Upload records, and confirm their columns.")
    mapping = Mapping.model_validate_json(learnt.content)
    tables = recognition.read_files(upload, mapping)
    asked = options(upload.programme_id, mapping, upload.uploaded_at.date())
    digest = commitment(asked.key)(sorted((name, table.sha256) for name, table in tables.items()))
    cleaned = clean(tables, mapping, asked)
    cleaned.forget()
    return CleanRecords(cleaned.records, asked.areas, upload.uploaded_at, digest)
