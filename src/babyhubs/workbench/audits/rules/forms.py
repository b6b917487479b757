"""The form of a new version of the rule."""

from collections.abc import Mapping
from typing import Any

from django import forms

from babyhubs.audit.rule import Rule
from babyhubs.workbench.audits.rules.numbers import SHARE, WHOLE, Number, numbers, sections

_PLACES = 2


class RuleForm(forms.Form):
    """Every number with what it means, as it is now, and the reason for another."""

    def __init__(self, now: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._now = now
        for number in numbers():
            self.fields[number.name] = _field(number, now[number.name])
        self.fields["reason"] = forms.CharField(
            label="Why is the rule changed?",
            help_text="It is kept with the version and leaves with every answer that follows it: no count of people, no name.",
            error_messages={"required": "Write why the rule is changed."},
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def clean(self) -> dict[str, Any]:
        """Something must be another, and the ages must be in their order."""
        given: dict[str, Any] = super().clean()
        if any(number.name in self.errors for number in numbers()):
            return given
        after = self.content()
        if after == {number.name: self._now[number.name] for number in numbers()}:
            raise forms.ValidationError("No number is another than now.")
        if not after["youngest_days"] < after["horizon_days"] < after["oldest_days"]:
            self.add_error("horizon_days", "This age must lie between the first and the last age of being followed.")
        return given

    def content(self) -> dict[str, Any]:
        """The numbers as the rule holds them."""
        return {number.name: _value(number, self.cleaned_data[number.name]) for number in numbers()}

    def parts(self) -> list[tuple[str, list[Any]]]:
        """The fields, section by section."""
        return [(one.title, [self[number.name] for number in one.numbers]) for one in sections()]


def _field(number: Number, now: float) -> forms.Field:
    low, high = _limits(number.name)
    scale = 100 if number.kind == SHARE else 1
    unit = {"days": " In days.", "minutes": " In minutes.", SHARE: " In per cent."}.get(number.kind, "")
    options = {
        "label": number.label,
        "help_text": f"{number.hint}{unit}",
        "error_messages": {"required": f"Give a number: {number.label}."},
        "min_value": None if low is None else low * scale,
        "max_value": None if high is None else high * scale,
        "initial": f"{now * scale:.10g}" if number.kind in {*WHOLE, SHARE} else f"{now:.{_PLACES}f}",
        "widget": forms.TextInput(attrs={"inputmode": "numeric" if number.kind in WHOLE else "decimal"}),
    }
    return forms.IntegerField(**options) if number.kind in WHOLE else forms.DecimalField(**options, decimal_places=2)


def _value(number: Number, given: Any) -> float:
    kind = Rule.model_fields[number.name].annotation
    return int(given) if kind is int else float(given / 100 if number.kind == SHARE else given)


def _limits(name: str) -> tuple[float | None, float | None]:
    """What the rule itself allows."""
    found: dict[str, float] = {}
    for one in Rule.model_fields[name].metadata:
        found |= {side: getattr(one, side) for side in ("ge", "gt", "le", "lt") if hasattr(one, side)}
    return found.get("ge", found.get("gt")), found.get("le", found.get("lt"))
