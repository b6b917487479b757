"""The database itself refuses to change or remove an entry of a hub's log: the evaluation rests on it."""

from babyhubs.workbench.record.append_only import AppendOnly

_ROWS = AppendOnly("hubs_change", "hub_change", "the log of a hub is append-only")
install, remove = _ROWS.install, _ROWS.remove
