"""The fields of a form as a browser would send them when nobody changes anything."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._text: str = ""  # the name of the text area that is being read
        self._select: str = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element."""
        had = {name: value or "" for name, value in attrs}
        name = had.get("name", "")
        if tag == "textarea":
            self._text = name
            self.found[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in had or self._select not in self.found):
            self.found[self._select] = had.get("value", "")
        elif tag == "input" and name and _counts(had):
            self.found[name] = had.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Its end."""
        if tag == "textarea":
            self._text = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        """The text of a text area."""
        if self._text:
            self.found[self._text] += data


def _counts(had: dict[str, str]) -> bool:
    """Whether a browser sends this input: buttons and files it does not, choices only where they are made."""
    kind = had.get("type")
    return kind not in {"submit", "file"} and (kind not in {"radio", "checkbox"} or "checked" in had)


def fields(page: str) -> dict[str, str]:
    """All fields of a page but the token, which the browser keeps."""
    reader = _Fields()
    reader.feed(page)
    return {name: value for name, value in reader.found.items() if name != "csrfmiddlewaretoken"}
