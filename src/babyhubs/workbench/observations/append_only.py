"""The database itself refuses to change an operation: what was tapped stays as it was tapped. A whole session may be removed."""

from typing import Any

REFUSAL = "the log of a session is append-only"

_INSTALL = {
    "sqlite": [
        f"""CREATE TRIGGER observed_operation_no_update BEFORE UPDATE ON observations_operation
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    ],
    "postgresql": [
        f"""CREATE FUNCTION observed_operation_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE TRIGGER observed_operation_no_update BEFORE UPDATE ON observations_operation
            FOR EACH ROW EXECUTE FUNCTION observed_operation_refuse()""",
    ],
}
_REMOVE = {
    "sqlite": ["DROP TRIGGER observed_operation_no_update"],
    "postgresql": [
        "DROP TRIGGER observed_operation_no_update ON observations_operation",
        "DROP FUNCTION observed_operation_refuse()",
    ],
}


def install(apps: Any, editor: Any) -> None:
    """Puts the trigger on."""
    for statement in _INSTALL[editor.connection.vendor]:
        editor.execute(statement)


def remove(apps: Any, editor: Any) -> None:
    """Takes the trigger off, for a migration backwards."""
    for statement in _REMOVE[editor.connection.vendor]:
        editor.execute(statement)
