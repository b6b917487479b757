"""The database itself refuses to change or remove a line of the ledger: every pack rests on it."""

from babyhubs.workbench.record.append_only import AppendOnly

_ROWS = AppendOnly("evidence_ledgerline", "ledger_line", "the ledger is append-only")
install, remove = _ROWS.install, _ROWS.remove
