"""What the panel forgets when a person is erased. people/blanking.py does the same to a file that nobody has open."""

from typing import Any

from django.utils import timezone

from babyhubs.workbench.panel.models import Attendance, LogLine, Member, PoolEntry
from babyhubs.workbench.panel.states import MemberState

ERASED = "erased"  # why somebody's seat ended who left the register too


def forget_answers(person: Any) -> None:
    """What somebody said about themselves who does not want to be drawn any more: in past pools too. A seat stays theirs."""
    PoolEntry.objects.filter(person=person).update(said="")


def forget(person: Any) -> None:
    """Their answers in past pools, how they were paid, which lines and meetings were theirs. Random numbers, days and amounts stay."""
    forget_answers(person)
    Attendance.objects.filter(person=person).update(person=None)
    LogLine.objects.filter(person=person).update(person=None)
    theirs = Member.objects.filter(person=person)
    theirs.update(pay="", less=None, told_benefits_on=None, answer_by=None)
    theirs.filter(ended_on=None).update(state=MemberState.LEFT, why_ended=ERASED, ended_on=timezone.localdate())
