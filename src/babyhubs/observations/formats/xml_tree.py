"""XML from outside: no entities, no documents that they name, within limits; and names without their namespace."""

from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from babyhubs.errors import InputError
from babyhubs.observations.formats.text import content


def root(path: Path, expected: str, name: str) -> Element:
    """The document's root, which must be called `expected`. name: what the file should be, in a sentence."""
    try:
        found: Element = fromstring(content(path))
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise InputError(
            f"This is not {name}, or it is damaged.", where=str(path), remedy="Export it again."
        ) from error
    if tag(found) != expected:
        raise InputError(f"This is not {name}: it begins with <{tag(found)}>.", where=str(path))
    return found


def tag(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, name: str) -> list[Element]:
    """The children of this name, whatever their namespace."""
    return [one for one in element if tag(one) == name]
