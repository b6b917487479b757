"""What moved since an earlier audit."""

from babyhubs.workbench.audits import periods
from babyhubs.workbench.audits.models import Run


def moved(run: Run) -> tuple[str, list[tuple[str, str, str]]]:
    """The period of the audit before by the same rule, and the groups whose verdict is another now: then, and now.

    Nothing where there is none before, or where one of the two has no answer.
    """
    before = Run.objects.filter(
        programme=run.programme_id, rule=run.rule, state=Run.State.DONE, refused=False, asked_at__lt=run.asked_at
    ).first()
    if before is None or run.refused:
        return "", []
    then = {row["group"]: row["verdict"] for row in before.verdicts}
    found = [
        (row["group"], then[row["group"]], row["verdict"])
        for row in run.verdicts
        if then.get(row["group"], row["verdict"]) != row["verdict"]
    ]
    return periods.in_words(before.period), found
