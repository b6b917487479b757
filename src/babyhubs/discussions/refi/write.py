"""Writes REFI-QDA: valid by the published schema or not at all, code points, UTF-8 without a mark, line feeds only.

`project.qde` and `sources/<guid>.txt`, no base path, no absolute path. Checked against the schema before anything is saved.
Project.xsd and Codebook.xsd beside this module are REFI's own (MIT, notice inside).
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from lxml import etree

from babyhubs import __version__
from babyhubs.discussions.archive import packed
from babyhubs.discussions.exchange import EXACT, NO_TEXT, OUTSIDE, WHOLE, Code, Coding, Exchange, Selection, Source
from babyhubs.discussions.receipt import Receipt

PROJECT_SPACE, CODEBOOK_SPACE = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
NAME_CHARACTERS = 40  # of a passage, as its name: a check for every reader
_VALUE = {
    "Text": "TextValue", "Boolean": "BooleanValue", "Integer": "IntegerValue", "Float": "FloatValue", "Date": "DateValue",
    "DateTime": "DateTimeValue",
}  # fmt: skip


def project_bytes(found: Exchange, receipt: Receipt, *, unique_names: bool = False) -> bytes:
    """A .qdpx archive. unique_names: leaf names made unique, for programs that know a code by its name alone."""
    if unique_names:
        found = replace(found, codes=_unique(found.codes))
    found = _with_known_users(found)
    parts: dict[str, bytes] = {}
    root = _root("Project", PROJECT_SPACE, name=found.name or "Discussions", origin=f"Babyhubs {__version__}")
    _put(root, creatingUserGUID=found.user, creationDateTime=found.at)
    _users(root, found)
    if found.codes:
        _codes(ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes"), found.codes, notes=True)
    if found.variables:
        holder = ET.SubElement(root, "Variables")
        for one in found.variables:
            element = ET.SubElement(holder, "Variable", guid=one.guid, name=one.name, typeOfVariable=one.kind)
            _text(element, "Description", one.description)
    written = [one for one in found.sources if one.text is not None]
    for missing in (one for one in found.sources if one.text is None):
        receipt.lose("text", missing.name, "there are no words to write")
    _cases(root, found, {one.guid for one in written})
    if written:
        holder = ET.SubElement(root, "Sources")
        for source in written:
            parts[f"sources/{source.guid}.txt"] = (source.text or "").encode()
            _source(holder, source, found, receipt)
    _notes(root, found, parts)
    if found.links:
        holder = ET.SubElement(root, "Links")
        for link in found.links:
            element = ET.SubElement(holder, "Link", guid=link.guid)
            _put(
                element, name=link.name, direction=link.direction, color=link.colour, originGUID=link.origin,
                targetGUID=link.target,
            )  # fmt: skip
    _sets(root, found, {one.guid for one in written}, receipt)
    _text(root, "Description", found.description)
    _references(root, found.project_notes)
    return packed({"project.qde": _checked(root, "Project.xsd")} | parts)


def _with_known_users(found: Exchange) -> Exchange:
    """A coder or author who is not among the users would be an identifier that leads nowhere."""
    there = {one.guid for one in found.users}

    def known(guid: str) -> str:
        return guid if guid in there else ""

    def selection(one: Selection) -> Selection:
        codings = tuple(replace(coding, user=known(coding.user)) for coding in one.codings)
        return replace(one, user=known(one.user), changed_by=known(one.changed_by), codings=codings)

    return replace(
        found,
        user=known(found.user),
        sources=tuple(
            replace(
                one,
                user=known(one.user),
                changed_by=known(one.changed_by),
                selections=tuple(map(selection, one.selections)),
            )
            for one in found.sources
        ),
        notes=tuple(replace(one, user=known(one.user)) for one in found.notes),
    )


def codebook_bytes(codes: tuple[Code, ...], *, unique_names: bool = False) -> bytes:
    """A .qdc codebook."""
    root = _root("CodeBook", CODEBOOK_SPACE, origin=f"Babyhubs {__version__}")
    _codes(ET.SubElement(root, "Codes"), _unique(codes) if unique_names else codes, notes=False)
    return _checked(root, "Codebook.xsd")


def _root(tag: str, space: str, **attributes: str) -> ET.Element:
    return ET.Element(tag, {"xmlns": space, **attributes})


def _put(element: ET.Element, **attributes: str) -> None:
    """Attributes that have a value."""
    for name, value in attributes.items():
        if value:
            element.set(name, value)


def _text(parent: ET.Element, name: str, text: str) -> None:
    if text:
        ET.SubElement(parent, name).text = text


def _references(parent: ET.Element, guids: tuple[str, ...], name: str = "NoteRef") -> None:
    for guid in guids:
        ET.SubElement(parent, name, targetGUID=guid)


def _users(root: ET.Element, found: Exchange) -> None:
    if found.users:
        holder = ET.SubElement(root, "Users")
        for one in found.users:
            _put(ET.SubElement(holder, "User", guid=one.guid), name=one.name, id=one.short)


def _codes(holder: ET.Element, codes: tuple[Code, ...], *, notes: bool) -> None:
    """The tree; a code whose parent is not there stands at the top."""
    there = {one.guid for one in codes}
    elements = {"": holder}
    waiting = list(codes)
    for one in waiting:
        parent = one.parent if one.parent in there else ""
        if parent not in elements:
            waiting.append(one)  # its parent comes later in the list
            continue
        element = ET.SubElement(
            elements[parent], "Code", guid=one.guid, name=one.name, isCodable=str(one.codable).lower()
        )
        _put(element, color=one.colour)
        _text(element, "Description", one.description)
        if notes:
            _references(element, one.notes)
        elements[one.guid] = element
    if holder.tag == "Codes":
        for element in holder.iter("Code"):  # the schema wants descriptions and notes before codes
            element[:] = sorted(element, key=lambda child: ("Description", "NoteRef", "Code").index(child.tag))


def _cases(root: ET.Element, found: Exchange, there: set[str]) -> None:
    kinds = {one.guid: one.kind for one in found.variables}
    if found.cases:
        holder = ET.SubElement(root, "Cases")
        for one in found.cases:
            element = ET.SubElement(holder, "Case", guid=one.guid)
            _put(element, name=one.name)
            _text(element, "Description", one.description)
            _values(element, one.values, kinds)
            _references(element, tuple(guid for guid in one.sources if guid in there), "SourceRef")


def _values(element: ET.Element, values: tuple[tuple[str, str], ...], kinds: dict[str, str]) -> None:
    for variable, value in values:
        holder = ET.SubElement(element, "VariableValue")
        ET.SubElement(holder, "VariableRef", targetGUID=variable)
        ET.SubElement(holder, _VALUE.get(kinds.get(variable, "Text"), "TextValue")).text = value


def _source(holder: ET.Element, one: Source, found: Exchange, receipt: Receipt) -> None:
    element = ET.SubElement(
        holder, "TextSource", guid=one.guid, name=one.name, plainTextPath=f"internal://{one.guid}.txt"
    )
    _made(element, one, found.at)
    _text(element, "Description", one.description)
    for selection in one.selections:
        if selection.state not in {EXACT, WHOLE}:
            why = {NO_TEXT: "it has no words", OUTSIDE: "its positions lie outside the text"}.get(
                selection.state, "a person must place it again"
            )
            receipt.lose("passage", f"{one.name}, {selection.start} to {selection.end}", why)
        elif selection.state == EXACT:
            _selection(element, selection, one.text or "", found.at)
    for selection in one.selections:
        if selection.state == WHOLE:
            _codings(element, selection.codings)
    _references(element, one.notes)
    _values(element, one.values, {variable.guid: variable.kind for variable in found.variables})


def _selection(parent: ET.Element, one: Selection, text: str, at: str) -> None:
    name = one.name or text[one.start : one.start + NAME_CHARACTERS].replace("\n", " ")
    element = ET.SubElement(
        parent, "PlainTextSelection", guid=one.guid, name=name, startPosition=str(one.start), endPosition=str(one.end)
    )
    _made(element, one, at)
    _text(element, "Description", one.description)
    _codings(element, one.codings)
    _references(element, one.notes)


def _made(element: ET.Element, one: Source | Selection, at: str) -> None:
    """Who and when. QualCoder cannot read a passage without a time, so one without gets the project's."""
    _put(
        element, creatingUser=one.user, creationDateTime=one.at or one.changed_at or at, modifyingUser=one.changed_by, modifiedDateTime=one.changed_at
    )  # fmt: skip


def _codings(parent: ET.Element, codings: tuple[Coding, ...]) -> None:
    for one in codings:
        element = ET.SubElement(parent, "Coding", guid=one.guid)
        _put(element, creatingUser=one.user, creationDateTime=one.at)
        ET.SubElement(element, "CodeRef", targetGUID=one.code)
        _references(element, one.notes)


def _notes(root: ET.Element, found: Exchange, parts: dict[str, bytes]) -> None:
    if found.notes:
        holder = ET.SubElement(root, "Notes")
        for one in found.notes:
            element = ET.SubElement(holder, "Note", guid=one.guid, plainTextPath=f"internal://{one.guid}.txt")
            _put(element, name=one.name, creatingUser=one.user, creationDateTime=one.at)
            _text(element, "Description", one.description)
            parts[f"sources/{one.guid}.txt"] = one.text.encode()


def _sets(root: ET.Element, found: Exchange, there: set[str], receipt: Receipt) -> None:
    names = {"code": "MemberCode", "source": "MemberSource", "note": "MemberNote"}
    if found.sets:
        holder = ET.SubElement(root, "Sets")
        for one in found.sets:
            element = ET.SubElement(holder, "Set", guid=one.guid, name=one.name)
            _text(element, "Description", one.description)
            for kind in ("code", "source", "note"):  # the schema's order
                for member, target in one.members:
                    if member != kind:
                        continue
                    if kind == "source" and target not in there:
                        receipt.lose("member of a set", one.name, "its text has no words to write")
                        continue
                    ET.SubElement(element, names[kind], targetGUID=target)


def _unique(codes: tuple[Code, ...]) -> tuple[Code, ...]:
    """Leaf names that come twice get their parents' names before them, as far up as it takes."""
    by_guid = {one.guid: one for one in codes}
    paths = {}
    for one in codes:
        path = [one.name]
        above = by_guid.get(one.parent)
        while above is not None and len(path) <= len(codes):
            path.insert(0, above.name)
            above = by_guid.get(above.parent)
        paths[one.guid] = path
    depth = dict.fromkeys(paths, 1)
    while True:
        names = {guid: ": ".join(path[-depth[guid] :]) for guid, path in paths.items()}
        times = Counter(names.values())
        again = [guid for guid, name in names.items() if times[name] > 1 and depth[guid] < len(paths[guid])]
        if not again:
            break
        for guid in again:
            depth[guid] += 1
    for guid, name in list(names.items()):  # two codes of one name under one parent
        if times[name] > 1:
            names[guid] = f"{name} ({guid[:8]})"
    return tuple(replace(one, name=names[one.guid]) for one in codes)


def _checked(root: ET.Element, schema: str) -> bytes:
    ET.indent(root, " ")
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    rules = etree.XMLSchema(etree.parse(str(Path(__file__).with_name(schema))))
    parsed = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    if not rules.validate(parsed):
        raise ValueError(f"the export is not valid: {rules.error_log.last_error}")  # a fault of ours
    return content
