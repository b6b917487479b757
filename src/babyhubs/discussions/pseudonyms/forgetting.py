"""Names that were learnt late leave everything else that is written down in a project: titles, memos, summaries, receipts, the log."""

from babyhubs.discussions.project import Project, forget_copy
from babyhubs.discussions.pseudonyms.screening import without_names
from babyhubs.discussions.pseudonyms.sealing import Names

# Everything that people or files have written besides the texts themselves (which are versions, see versions.redact).
_WRITTEN = {
    "source": ("name", "description", "place"), "memo": ("name", "text", "description"), "theme": ("name", "statement"), "cell": ("summary",),
    "receipt": ("file", "content"), "act": ("target", "detail"), "participant": ("label", "description"), "participant_value": ("value",),
    "participant_source": ("speaker",), "code_set": ("name", "description"), "theme_passage": ("wording",), "doubt": ("word",), "kept_word": ("word",), "passage": ("name", "description"), "project": ("value",),
}  # fmt: skip


def forget(project: Project, names: Names) -> int:
    """Replace known names wherever they stand, inside an act; gives the number of places."""
    changed = 0
    for table, columns in _WRITTEN.items():
        for column in columns:
            rows = project.rows(f"SELECT DISTINCT {column} FROM {table}")  # noqa: S608
            for old in [row[0] for row in rows]:
                new = without_names(old, names)
                if new != old:
                    change = f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {column} = ?"  # noqa: S608
                    changed += project.connection.execute(change, (new, old)).rowcount
    if changed:
        forget_copy(project)
    return changed
