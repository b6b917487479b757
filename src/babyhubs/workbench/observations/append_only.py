"""The database itself refuses to change an operation: what was tapped stays as it was tapped. A whole session may be removed."""

from babyhubs.workbench.record.append_only import AppendOnly

_ROWS = AppendOnly(
    "observations_operation",
    "observed_operation",
    "the log of a session is append-only",
    verbs=("update",),
    change="update",
)
install, remove = _ROWS.install, _ROWS.remove
