"""What the pages of the results can be filtered by, and what somebody chose. It stands in the address: no script, no memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

HUB = "nearest_hub"  # the attribute by which an audit knows hubs: the hub that is nearest to the family's home


@dataclass(frozen=True, slots=True)
class Choice:
    """A group of an attribute, all groups of one (group is empty), a hub, or a hub and a group; empty for everything.

    about: what was chosen, in words. unknown: something was asked for that this audit does not have.
    """

    attribute: str
    group: str
    hub: str
    hub_name: str
    about: tuple[str, ...]
    unknown: bool

    @property
    def given(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.attribute or self.hub)

    @property
    def both(self) -> bool:
        """Whether a hub and a group were chosen."""
        return bool(self.attribute and self.hub)

    @property
    def value(self) -> str:
        """The group as it stands in the form and the address: ethnic_group:B, or ethnic_group for all of its groups."""
        return f"{self.attribute}:{self.group}" if self.group else self.attribute

    @property
    def asked(self) -> dict[str, str]:
        """The choice as it stands in an address."""
        return {name: value for name, value in (("group", self.value), ("hub", self.hub)) if value}

    @property
    def query(self) -> str:
        """The end of an address: ?group=ethnic_group%3AB, or nothing."""
        return f"?{urlencode(self.asked)}" if self.asked else ""

    def holds(self, attribute: str, group: str) -> bool:
        """Whether a row about this group is shown."""
        if not self.given:
            return True
        if self.hub and (attribute, group) == (HUB, self.hub):
            return True
        return bool(self.attribute) and attribute == self.attribute and group in {self.group or group}

    def holds_some(self, attribute: str) -> bool:
        """Whether any row about this attribute is shown."""
        return not self.given or attribute == self.attribute or bool(self.hub and attribute == HUB)


EVERYTHING = Choice("", "", "", "", (), unknown=False)


def chosen(given: Mapping[str, Any], choices: Mapping[str, Any]) -> Choice:
    """From an address. What this audit does not have is left out, and said."""
    attribute, _, group = str(given.get("group", "")).partition(":")
    hub = str(given.get("hub", ""))
    labels = {one["name"]: (one["label"], dict(one["groups"])) for one in choices["attributes"]}
    hubs = dict(choices["hubs"])
    unknown = bool(attribute and attribute not in labels) or bool(hub and hub not in hubs)
    if attribute not in labels:
        attribute = group = ""
    if group and group not in labels[attribute][1]:
        attribute, group, unknown = "", "", True
    if hub not in hubs:
        hub = ""
    about = []
    if attribute:
        label, groups = labels[attribute]
        about.append(f"{label}: {groups[group]}" if group else f"{label}: all its groups")
    if hub:
        about.append(f"Families who live nearest to {hubs[hub]}")
    return Choice(attribute, group, hub, hubs.get(hub, ""), tuple(about), unknown)


def options(choices: Mapping[str, Any], choice: Choice) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """The list of groups in the form: for each attribute its name and (value, words, whether it is chosen)."""
    found = []
    for one in choices["attributes"]:
        if one["name"] == HUB:
            continue  # has a list of its own
        values = [(one["name"], f"{one['label']}: all its groups")]
        values += [(f"{one['name']}:{group}", label) for group, label in one["groups"]]
        found.append((one["label"], [(value, words, value == choice.value) for value, words in values]))
    return found
