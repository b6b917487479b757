"""A small export for tests: enough to be read and checked, too little for an answer."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

HEADS = {
    "children": "Patient ID,Date of birth,Postcode,Ethnic category",
    "contacts": "Patient ID,Contact date,Venue,Attendance,Consultation mechanism",
    "hubs": "hub,name,latitude,longitude",
}


def export(**changes: str) -> dict[str, SimpleUploadedFile]:
    """kind -> what a browser sends. changes: other texts for some kinds."""
    texts = {"children": children(), "contacts": contacts(), "hubs": hubs()} | changes
    return {kind: SimpleUploadedFile(f"{kind}.csv", text.encode()) for kind, text in texts.items()}


def children(rows: int = 40) -> str:
    """Babies of Bristol."""
    first = date(2026, 1, 5)
    lines = [f"C{i:04d},{first + timedelta(days=i):%d/%m/%Y},BS5 6XX,A" for i in range(rows)]
    return "\n".join([HEADS["children"], *lines])


def contacts(rows: int = 40, venue: str = "Easton") -> str:
    """A contact for each of them, three weeks after the birth."""
    first = date(2026, 1, 26)
    lines = [f"C{i:04d},{first + timedelta(days=i):%d/%m/%Y},{venue},5,01" for i in range(rows)]
    return "\n".join([HEADS["contacts"], *lines])


def hubs() -> str:
    """One hub."""
    return "\n".join([HEADS["hubs"], "H01,Easton,51.463,-2.566"])
