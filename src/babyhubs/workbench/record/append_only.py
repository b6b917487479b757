"""Triggers by which the database itself refuses to change rows of a table, for migrations of the apps whose rows others rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class AppendOnly:
    """table: its name in the database. name: what the triggers are called by. refusal: what the database says.

    verbs: what is refused. change: the end of the trigger's name on PostgreSQL, which has one for all verbs.
    """

    table: str
    name: str
    refusal: str
    verbs: Sequence[str] = ("update", "delete")
    change: str = "change"

    def install(self, apps: Any, editor: Any) -> None:
        """Puts the triggers on."""
        for statement in self._installing(editor.connection.vendor):
            editor.execute(statement)

    def remove(self, apps: Any, editor: Any) -> None:
        """Takes the triggers off, for a migration backwards."""
        for statement in self._removing(editor.connection.vendor):
            editor.execute(statement)

    def _installing(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.name}_no_{verb} BEFORE {verb.upper()} ON {self.table} "
                f"BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
                for verb in self.verbs
            ]
        return [
            f"CREATE FUNCTION {self.name}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER {self.name}_no_{self.change} BEFORE {' OR '.join(self.verbs).upper()} ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.name}_refuse()",
        ]

    def _removing(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [f"DROP TRIGGER {self.name}_no_{verb}" for verb in self.verbs]
        return [f"DROP TRIGGER {self.name}_no_{self.change} ON {self.table}", f"DROP FUNCTION {self.name}_refuse()"]
