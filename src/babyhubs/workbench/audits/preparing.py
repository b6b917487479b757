"""The worker's part before an audit: read the files, recognise them, and check the records once that is confirmed."""

import json
import shutil
import uuid
from typing import Any

from babyhubs.errors import BabyhubsError
from babyhubs.intake import mapping_file
from babyhubs.intake.load import Options, load
from babyhubs.intake.mapping import Mapping
from babyhubs.intake.proposal import Proposal
from babyhubs.intake.pseudonyms import read_or_make_key
from babyhubs.reference import areas
from babyhubs.reports.folder import whole_or_not_at_all
from babyhubs.reports.internal import write_checked
from babyhubs.workbench.audits import places, recognition, services
from babyhubs.workbench.audits.leftovers import sweep
from babyhubs.workbench.audits.models import LearntMapping, SourceFile, Upload
from babyhubs.workbench.audits.quality import error_sheet
from babyhubs.workbench.record.actor import program
from babyhubs.workbench.web.faults import logged

WORKER = program("Background work")


def prepare(upload_id: uuid.UUID) -> None:
    """One upload, as far as it gets without a person."""
    upload = Upload.objects.get(pk=upload_id)
    if upload.state != Upload.State.WAITING:
        return
    try:
        _prepare(upload)
    except BabyhubsError as problem:
        services.upload_failed(WORKER, upload, problem=problem)
    except Exception as error:  # whatever it is, the person who waits is told
        services.upload_failed(WORKER, upload, problem=logged(error))
    sweep(upload.programme_id)


def options(programme_id: uuid.UUID, mapping: Mapping, as_of: Any) -> Options:
    """What cleaning is told. The index of deprivation follows from the census of the areas in the files."""
    index = 2019 if mapping.area_vintage == 2011 else 2025
    key, _ = read_or_make_key(places.key(programme_id))
    return Options(key=key, as_of=as_of, index_vintage=index, areas=areas.england(index))


def _prepare(upload: Upload) -> None:
    known = _known(upload)
    tables = recognition.read_files(upload, known)
    said = [*recognition.said_by_directory(upload, tables), *upload.answers]
    proposal = recognition.recognise(tables, known, said)
    page = places.recognised(upload)
    new = _new_questions(proposal, page)
    recognition.write(proposal, page)
    if not upload.confirmed or new:
        services.recognised(WORKER, upload, questions=len(proposal.questions))
        return
    mapping_file.require_decided(proposal.mapping)
    taken = load(tables, proposal.mapping, options(upload.programme_id, proposal.mapping, upload.uploaded_at.date()))
    shutil.rmtree(places.checked(upload), ignore_errors=True)
    with whole_or_not_at_all(places.checked(upload)) as place:
        write_checked(taken, place)
        error_sheet.write(taken.rejected, proposal.mapping, upload.uploaded_at.date(), place / error_sheet.NAME)
    services.checked(WORKER, upload, mapping=proposal.mapping.model_dump_json())


def _known(upload: Upload) -> Mapping | None:
    """What earlier uploads of the programme taught. Of the directory of hubs there is nothing to learn."""
    if upload.fresh:
        return None
    last = LearntMapping.objects.filter(upload__programme=upload.programme_id).first()
    if last is None:
        return None
    known = Mapping.model_validate_json(last.content)
    if SourceFile.objects.filter(upload__in=(upload.pk, last.upload_id), from_directory=True).exists():
        return known.model_copy(update={"files": {kind: file for kind, file in known.files.items() if kind != "hubs"}})
    return known


def _new_questions(proposal: Proposal, page: Any) -> bool:
    """Whether an answer brought a question that nobody has seen yet."""
    if not page.is_file():
        return bool(proposal.questions)
    seen = {tuple(one["key"]) for one in json.loads(page.read_text(encoding="utf-8"))["questions"]}
    return any(question.key not in seen for question in proposal.questions)
