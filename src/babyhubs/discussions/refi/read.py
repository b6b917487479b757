"""Reads a REFI-QDA project (.qdpx, or its .qde alone) or codebook (.qdc): all of it, or a line on the receipt for what is not read."""

from pathlib import Path
from xml.etree.ElementTree import Element

from babyhubs.discussions import archive
from babyhubs.discussions.exchange import Case, Code, CodeSet, Exchange, Link, Note, Source, User, Variable
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.refi.elements import Elements
from babyhubs.discussions.refi.sources import TextFiles, text_of, text_source
from babyhubs.errors import InputError

_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")
_MEDIA = {"PictureSource": "picture", "AudioSource": "sound recording", "VideoSource": "film"}


def read_project(path: Path, receipt: Receipt) -> Exchange:
    """A .qdpx archive."""
    with archive.opened(path) as file:
        inside = [name for name in file.parts if name.lower().endswith(".qde") and "/" not in name]
        if not inside:
            raise InputError(
                "The archive holds no project (.qde).",
                where=str(path),
                remedy="Export it again as REFI-QDA project (.qdpx).",
            )
        if len(inside) > 1:
            receipt.said.append(f"The archive holds {len(inside)} projects; {inside[0]} was read.")
            for name in inside[1:]:
                receipt.lose("project", name, "an archive has one project")
        texts = TextFiles(file, receipt)
        found = _project(Elements(file.xml(inside[0]), receipt, f"{path}: {inside[0]}"), texts)
        texts.account(inside[0])
        return found


def read_xml(path: Path, receipt: Receipt) -> Exchange:
    """A .qdc codebook, or a .qde without its archive."""
    if path.stat().st_size > archive.PART_BYTES:
        raise InputError("The file is too large.", where=str(path), remedy=archive.DISTRUST)
    return _project(Elements(archive.parse(path.read_bytes(), str(path)), receipt, str(path)), TextFiles(None, receipt))


def _project(tree: Elements, texts: TextFiles) -> Exchange:
    root = tree.root
    if tree.kind == "CodeBook":
        found = Exchange(
            origin=tree.get(root, "origin"), codes=_codes(tree, root), sets=_sets(tree, tree.one(root, "Sets"))
        )
        tree.account()
        return found
    notes = tuple(_note(tree, one, texts) for one in tree.all(tree.one(root, "Notes"), "Note"))
    if tree.get(root, "basePath"):
        tree.receipt.said.append(
            "The base path was left out: it may carry the name of the person who exported the project."
        )
    sources = tree.one(root, "Sources")
    found = Exchange(
        name=tree.get(root, "name"),
        description=tree.text(root, "Description"),
        origin=tree.get(root, "origin"),
        user=tree.guid(root, "creatingUserGUID"),
        at=tree.get(root, "creationDateTime"),
        users=tuple(
            User(tree.guid(one), tree.get(one, "name"), tree.get(one, "id")) for one in tree.all(tree.one(root, "Users"), "User")
        ),
        codes=_codes(tree, tree.one(root, "CodeBook")),
        variables=tuple(
            Variable(tree.guid(one), tree.get(one, "name"), tree.get(one, "typeOfVariable"), tree.text(one, "Description"))
            for one in tree.all(tree.one(root, "Variables"), "Variable")
        ),
        cases=tuple(_case(tree, one) for one in tree.all(tree.one(root, "Cases"), "Case")),
        sources=tuple(
            [text_source(tree, one, texts, values(tree, one)) for one in tree.all(sources, "TextSource")]
            + [text for one in tree.all(sources, "PDFSource") if (text := _pdf(tree, one, texts))]
        ),
        notes=notes,
        sets=_sets(tree, tree.one(root, "Sets")),
        links=tuple(
            Link(
                tree.guid(one), tree.get(one, "name"), tree.get(one, "direction"), tree.get(one, "color"),
                tree.guid(one, "originGUID"), tree.guid(one, "targetGUID"),
            )
            for one in tree.all(tree.one(root, "Links"), "Link")
        ),
        project_notes=tree.references(root, "NoteRef"),
    )  # fmt: skip
    for element in sources if sources is not None else ():
        if tree.name(element) in _MEDIA:
            tree.receipt.lose(
                _MEDIA[tree.name(element)], element.get("name", ""), "only text is kept, so its passages are not"
            )
            tree.skip(element)
    tree.get(root, "modifyingUserGUID"), tree.get(root, "modifiedDateTime")  # of the exporting program, not of the work
    tree.account()
    return found


def _codes(tree: Elements, book: Element | None) -> tuple[Code, ...]:
    found: list[Code] = []

    def walk(element: Element, parent: str) -> None:
        for one in tree.all(element, "Code"):
            guid = tree.guid(one)
            found.append(
                Code(
                    guid, tree.get(one, "name"), parent, tree.get(one, "isCodable", "true") in {"true", "1"},
                    tree.get(one, "color"), tree.text(one, "Description"), tree.references(one, "NoteRef"),
                )
            )  # fmt: skip
            walk(one, guid)

    codes = tree.one(book, "Codes")
    if codes is not None:
        walk(codes, "")
    return tuple(found)


def _case(tree: Elements, one: Element) -> Case:
    return Case(
        tree.guid(one),
        tree.get(one, "name"),
        tree.text(one, "Description"),
        values(tree, one),
        tree.references(one, "SourceRef"),
    )


def values(tree: Elements, parent: Element) -> tuple[tuple[str, str], ...]:
    """Variables and their values, as written."""
    found = []
    for one in tree.all(parent, "VariableValue"):
        reference = tree.one(one, "VariableRef")
        if reference is None:
            tree.receipt.lose("value", "", "it names no variable")
            continue
        told = [child.text or "" for child in tree.all(one, *_VALUES)]
        found.append((tree.guid(reference, "targetGUID"), told[0] if told else ""))
    return tuple(found)


def _sets(tree: Elements, parent: Element | None) -> tuple[CodeSet, ...]:
    kinds = {"MemberCode": "code", "MemberSource": "source", "MemberNote": "note"}
    found = []
    for one in tree.all(parent, "Set"):
        members = []
        for child in tree.all(one, *kinds):
            attribute = "targetGUID" if child.get("targetGUID") else "guid"  # codebooks say guid
            members.append((kinds[tree.name(child)], tree.guid(child, attribute)))
        found.append(CodeSet(tree.guid(one), tree.get(one, "name"), tree.text(one, "Description"), tuple(members)))
    return tuple(found)


def _note(tree: Elements, one: Element, texts: TextFiles) -> Note:
    raw = text_of(tree, one, texts)
    tree.get(one, "modifyingUser"), tree.get(one, "modifiedDateTime")
    if raw is None:
        tree.receipt.lose("memo text", tree.get(one, "name"), "the archive does not hold it")
    return Note(
        tree.guid(one), tree.get(one, "name"), raw or "", tree.text(one, "Description"),
        tree.guid(one, "creatingUser"), tree.get(one, "creationDateTime"),
    )  # fmt: skip


def _pdf(tree: Elements, one: Element, texts: TextFiles) -> Source | None:
    """The text that goes with a PDF, where the program wrote one; its pages and the passages drawn on them are not kept."""
    text = tree.one(one, "Representation")
    name = tree.get(one, "name")
    for attribute in (
        "path",
        "currentPath",
        "creatingUser",
        "creationDateTime",
        "modifyingUser",
        "modifiedDateTime",
        "guid",
    ):
        tree.get(one, attribute)
    if text is None:
        tree.receipt.lose("PDF", name, "it came without its text; import the PDF itself")
        return None
    tree.receipt.lose("PDF", name, "its pages, and passages drawn on them, are not kept")
    return text_source(tree, text, texts, values(tree, one), name)
