"""The panel of a programme."""

import uuid

from babyhubs.errors import InputError
from babyhubs.workbench.panel.models import Panel
from babyhubs.workbench.people.register import register_of


def panel_of(programme_id: uuid.UUID) -> Panel | None:
    """The panel of a programme; None before its first seat."""
    return Panel.objects.filter(register=register_of(programme_id)).first()


def opened(programme_id: uuid.UUID) -> Panel:
    """The panel of a programme to write to, and nobody else writing; made where there is none."""
    register = register_of(programme_id)
    Panel.objects.get_or_create(register=register)
    return Panel.objects.select_for_update().get(register=register)


def required(programme_id: uuid.UUID) -> Panel:
    """The panel of a programme; refused before its first seat."""
    found = panel_of(programme_id)
    if found is None:
        raise InputError("The panel has no seats yet.", remedy="Agree the seats first.")
    return found
