"""A session as an ELAN file (EAF 3.0): a tier for each actor and track, each with a linguistic type of its own name.

A tier without a type would take the first one there is, and ELAN may then drop its times.
"""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from babyhubs.observations.records import Recording

MOMENT_MS = 1  # an annotation needs a length: a moment lasts a thousandth of a second
TYPE = "observed"
SCHEMA = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def document(one: Recording) -> str:
    """The file's text."""
    tiers: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for state in one.intervals:
        tiers.setdefault((state.actor, state.track), []).append((state.start, state.stop, state.code))
    for point in one.points:
        tiers.setdefault((point.actor, "moments"), []).append((point.at, point.at + MOMENT_MS, point.code))
    root = Element("ANNOTATION_DOCUMENT")
    root.attrib |= {
        "AUTHOR": "", "DATE": one.opened or "2000-01-01T00:00:00+00:00", "FORMAT": "3.0", "VERSION": "3.0",
        "xmlns:xsi": XSI, "xsi:noNamespaceSchemaLocation": SCHEMA,
    }  # fmt: skip
    head = SubElement(root, "HEADER", {"MEDIA_FILE": "", "TIME_UNITS": "milliseconds"})
    SubElement(head, "PROPERTY", {"NAME": "lastUsedAnnotationId"}).text = str(sum(map(len, tiers.values())))
    order = SubElement(root, "TIME_ORDER")
    slots, annotations = 0, 0
    for (actor, track), found in sorted(tiers.items()):
        tier = SubElement(root, "TIER", {"LINGUISTIC_TYPE_REF": TYPE, "TIER_ID": f"{track}@{actor or 'all'}"})
        if actor:
            tier.set("PARTICIPANT", actor)
        for start, stop, code in sorted(found):
            for time in (start, stop):
                slots += 1
                SubElement(order, "TIME_SLOT", {"TIME_SLOT_ID": f"ts{slots}", "TIME_VALUE": str(time)})
            annotations += 1
            aligned = SubElement(
                SubElement(tier, "ANNOTATION"),
                "ALIGNABLE_ANNOTATION",
                {
                    "ANNOTATION_ID": f"a{annotations}",
                    "TIME_SLOT_REF1": f"ts{slots - 1}",
                    "TIME_SLOT_REF2": f"ts{slots}",
                },
            )
            SubElement(aligned, "ANNOTATION_VALUE").text = _xml(code)
    SubElement(
        root, "LINGUISTIC_TYPE", {"GRAPHIC_REFERENCES": "false", "LINGUISTIC_TYPE_ID": TYPE, "TIME_ALIGNABLE": "true"}
    )
    for stereotype, about in (
        (
            "Time_Subdivision",
            "Time subdivision of parent annotation's time interval, no time gaps allowed within this interval",
        ),
        (
            "Symbolic_Subdivision",
            "Symbolic subdivision of a parent annotation. Annotations refering to the same parent are ordered",
        ),
        ("Symbolic_Association", "1-1 association with a parent annotation"),
        ("Included_In", "Time alignable annotations within the parent annotation's time interval, gaps are allowed"),
    ):
        SubElement(root, "CONSTRAINT", {"DESCRIPTION": about, "STEREOTYPE": stereotype})
    indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _xml(text: str) -> str:
    """Text without the control characters that XML cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")
