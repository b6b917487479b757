"""Every coded passage with its code, its place and its exact words."""

from typing import Any

from babyhubs.discussions.project import Project

SEPARATOR = " > "


def code_paths(project: Project) -> dict[str, str]:
    """Each code's place in the codebook: `Availability > Barrier`."""
    names = {row["guid"]: (row["name"], row["parent"]) for row in project.rows("SELECT guid, name, parent FROM code")}
    paths: dict[str, str] = {}
    for guid in names:
        path: list[str] = []
        at, steps = guid, 0
        while at in names and steps < len(names):
            if not path or not path[-1].startswith(f"{names[at][0]}:"):  # "Affordability: barrier" says it already
                path.append(names[at][0])
            at, steps = names[at][1], steps + 1
        paths[guid] = SEPARATOR.join(reversed(path))
    return paths


def passages(project: Project) -> list[dict[str, Any]]:
    """One entry a coding, in the order of texts and places. guid is the coding's; quote is None where there are no words."""
    paths = code_paths(project)
    return [
        {
            "guid": row["coding"],
            "passage_guid": row["passage"],
            "code": row["code_name"],
            "code_path": paths[row["code"]],
            "code_guid": row["code"],
            "source": row["source_name"],
            "source_guid": row["source"],
            "start": row["start"],
            "end": row["end"],
            "quote": row["quote"] if row["state"] in {"exact", "source"} else None,
            "coder": row["coder_name"] or row["coder"],
            "at": row["at"],
            "state": row["state"],
            "text_version": row["version"],
        }
        for row in project.rows(
            """SELECT coding.guid AS coding, passage.guid AS passage, code.guid AS code, code.name AS code_name,
                source.guid AS source, source.name AS source_name, start, "end", quote, state, coding.coder, coding.at,
                coder.name AS coder_name, passage.version
            FROM coding JOIN passage ON passage.guid = coding.passage JOIN code ON code.guid = coding.code
                JOIN source ON source.guid = passage.source LEFT JOIN coder ON coder.guid = coding.coder
            WHERE coding.withdrawn_by IS NULL ORDER BY source.number, start, "end", coding.number"""
        )
    ]
