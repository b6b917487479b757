"""Which database a table lives in, and that nothing joins the two.

The record (the audit log) has a table in both: a change and its entry must be one transaction, and a transaction has
one database.
"""

from typing import Any

from babyhubs.workbench.databases import PEOPLE, WORKBENCH

OF_PEOPLE = frozenset({"people", "panel"})
IN_BOTH = frozenset({"record"})


class TwoDatabases:
    """Django's router: `people` and `panel` in their own database, all else in the workbench's, no relation between them."""

    def db_for_read(self, model: Any, **hints: object) -> str:
        """Where a table is read. The record of the people database is read with `.using(PEOPLE)`."""
        return PEOPLE if model._meta.app_label in OF_PEOPLE else WORKBENCH

    def db_for_write(self, model: Any, **hints: object) -> str:
        """Where a table is written: where it is read."""
        return self.db_for_read(model)

    def allow_relation(self, one: Any, other: Any, **hints: object) -> bool:
        """Only rows of one database may refer to each other."""
        return (one._meta.app_label in OF_PEOPLE) == (other._meta.app_label in OF_PEOPLE)

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        """Which tables a database gets."""
        if app_label in IN_BOTH:
            return True
        return (db == PEOPLE) == (app_label in OF_PEOPLE)
