"""The database itself refuses to change or remove a line of the ledger: every pack rests on it."""

from typing import Any

REFUSAL = "the ledger is append-only"

_INSTALL = {
    "sqlite": [
        f"""CREATE TRIGGER ledger_line_no_{verb} BEFORE {verb.upper()} ON evidence_ledgerline
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
        for verb in ("update", "delete")
    ],
    "postgresql": [
        f"""CREATE FUNCTION ledger_line_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE TRIGGER ledger_line_no_change BEFORE UPDATE OR DELETE ON evidence_ledgerline
            FOR EACH ROW EXECUTE FUNCTION ledger_line_refuse()""",
    ],
}
_REMOVE = {
    "sqlite": ["DROP TRIGGER ledger_line_no_update", "DROP TRIGGER ledger_line_no_delete"],
    "postgresql": ["DROP TRIGGER ledger_line_no_change ON evidence_ledgerline", "DROP FUNCTION ledger_line_refuse()"],
}


def install(apps: Any, editor: Any) -> None:
    """Puts the triggers on."""
    for statement in _INSTALL[editor.connection.vendor]:
        editor.execute(statement)


def remove(apps: Any, editor: Any) -> None:
    """Takes the triggers off, for a migration backwards."""
    for statement in _REMOVE[editor.connection.vendor]:
        editor.execute(statement)
