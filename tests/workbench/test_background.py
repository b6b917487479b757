"""Long work that was cut off is told as failed; work of another worker is left alone."""

from pathlib import Path

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from babyhubs.workbench.service.background import tell_interrupted, worker_name


def under_way(worker: str) -> DBTaskResult:
    """Work that a worker has begun."""
    return DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="nowhere.to_be_found",
        backend_name="default",
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now(),
        worker_ids=[worker],
    )


def test_what_was_cut_off_is_told_as_failed(tmp_path: Path) -> None:
    mine, anothers = under_way(worker_name(tmp_path)), under_way(worker_name(tmp_path / "other"))
    tell_interrupted(worker_name(tmp_path))
    mine.refresh_from_db()
    anothers.refresh_from_db()
    assert mine.status == TaskResultStatus.FAILED
    assert "was stopped while this was under way" in mine.traceback
    assert anothers.status == TaskResultStatus.RUNNING
