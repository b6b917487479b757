"""The database itself refuses to change an operation or a code book: what was tapped, and under which words, stays as it was.

A whole session may be removed.
"""

from babyhubs.workbench.record.append_only import AppendOnly

_ROWS = AppendOnly(
    "observations_operation",
    "observed_operation",
    "the log of a session is append-only",
    verbs=("update",),
    change="update",
)
install, remove = _ROWS.install, _ROWS.remove

_CODE_BOOKS = AppendOnly(
    "observations_codebook",
    "observed_code_book",
    "a version of a code book never changes",
    verbs=("update",),
    change="update",
)
install_on_code_books, remove_from_code_books = _CODE_BOOKS.install, _CODE_BOOKS.remove
