"""The database itself refuses to change or remove an entry of a hub's log: the evaluation rests on it."""

from typing import Any

REFUSAL = "the log of a hub is append-only"

_INSTALL = {
    "sqlite": [
        f"""CREATE TRIGGER hub_change_no_{verb} BEFORE {verb.upper()} ON hubs_change
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
        for verb in ("update", "delete")
    ],
    "postgresql": [
        f"""CREATE FUNCTION hub_change_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE TRIGGER hub_change_no_change BEFORE UPDATE OR DELETE ON hubs_change
            FOR EACH ROW EXECUTE FUNCTION hub_change_refuse()""",
    ],
}
_REMOVE = {
    "sqlite": ["DROP TRIGGER hub_change_no_update", "DROP TRIGGER hub_change_no_delete"],
    "postgresql": ["DROP TRIGGER hub_change_no_change ON hubs_change", "DROP FUNCTION hub_change_refuse()"],
}


def install(apps: Any, editor: Any) -> None:
    """Puts the triggers on."""
    for statement in _INSTALL[editor.connection.vendor]:
        editor.execute(statement)


def remove(apps: Any, editor: Any) -> None:
    """Takes the triggers off, for a migration backwards."""
    for statement in _REMOVE[editor.connection.vendor]:
        editor.execute(statement)
