"""The database itself refuses to change or remove an entry, whatever the program asks for.

Whoever owns the database can take a trigger away. It stops mistakes and stolen rights of the program; the chain and its
anchors show what an owner did.
"""

from typing import Any

REFUSAL = "the record is append-only"

_SQLITE = [
    f"""CREATE TRIGGER record_no_{verb} BEFORE {verb.upper()} ON record_entry
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    for verb in ("update", "delete")
]
_POSTGRESQL = [
    f"""CREATE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER record_no_change BEFORE UPDATE OR DELETE ON record_entry
        FOR EACH ROW EXECUTE FUNCTION record_refuse()""",
    """CREATE TRIGGER record_no_truncate BEFORE TRUNCATE ON record_entry
        FOR EACH STATEMENT EXECUTE FUNCTION record_refuse()""",
]
_REMOVE = {
    "sqlite": ["DROP TRIGGER record_no_update", "DROP TRIGGER record_no_delete"],
    "postgresql": [
        "DROP TRIGGER record_no_change ON record_entry",
        "DROP TRIGGER record_no_truncate ON record_entry",
        "DROP FUNCTION record_refuse()",
    ],
}


def install(editor: Any) -> None:
    """Puts the triggers on; editor: a schema editor of either engine."""
    for statement in _SQLITE if editor.connection.vendor == "sqlite" else _POSTGRESQL:
        editor.execute(statement)


def remove(editor: Any) -> None:
    """Takes the triggers off, for a migration backwards."""
    for statement in removal(editor.connection.vendor):
        editor.execute(statement)


def removal(vendor: str) -> list[str]:
    """The statements that take the triggers off: tests that play the intruder use them too."""
    return _REMOVE[vendor]
