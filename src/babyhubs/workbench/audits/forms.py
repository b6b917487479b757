"""Forms of the audit."""

import hashlib
import json
from collections import Counter
from typing import Any

from django import forms

from babyhubs.workbench.audits.again import Choices
from babyhubs.workbench.audits.kinds import KINDS, LABELS, LARGEST, MIB, Kind

AGAIN = "again-"  # before the name of a kind: the field that offers files that are there already
LEFT_OPEN = "?"  # intake.mapping.UNDECIDED
MOST_ASKED = 15  # open values of one list; the others are on the list's own page
MAY_STAY_OPEN = {"codes", "venues"}
GROUPINGS = (("2001", "The 2001 categories, as most records hold them"), ("census", "The census's groups"))


class UploadForm(forms.Form):
    """The files of one export: new ones, or some that are there already.

    offered: kind -> what may be chosen in the place of a new file. A new file goes before it.
    """

    def __init__(self, offered: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in KINDS:
            label = kind.label if kind.required else f"{kind.label} (optional)"
            there = offered.get(kind.key, [])
            self.fields[kind.key] = forms.FileField(
                label=label,
                help_text=kind.hint,
                required=kind.required and not there,
                error_messages={"required": _missing(kind), "empty": "This file is empty."},
            )
            if there:
                none = "The new file above" if kind.required else "None, or the new file above"
                self.fields[f"{AGAIN}{kind.key}"] = forms.ChoiceField(
                    label=f"{kind.label}: or use what is there already",
                    choices=[("", none), *there],
                    required=False,
                    error_messages={"invalid_choice": "This file is no longer there. Choose another."},
                )

    def clean(self) -> dict[str, Any]:
        """No file larger than can be read, and a file for every kind that is needed."""
        given: dict[str, Any] = super().clean()
        for kind in KINDS:
            sent = given.get(kind.key)
            if sent and sent.size > LARGEST:
                larger = f"This file is larger than {LARGEST // MIB} MB. Export a shorter period, or as CSV."
                self.add_error(kind.key, larger)
            elif kind.required and not sent and kind.key not in self.errors and not given.get(f"{AGAIN}{kind.key}"):
                self.add_error(kind.key, _missing(kind))
        return given

    @property
    def files_given(self) -> dict[str, Any]:
        """kind -> new file."""
        return {kind.key: sent for kind in KINDS if (sent := self.cleaned_data.get(kind.key))}

    @property
    def files_again(self) -> dict[str, str]:
        """kind -> what is used again."""
        found = {kind.key: self.cleaned_data.get(f"{AGAIN}{kind.key}") for kind in KINDS}
        return {kind: choice for kind, choice in found.items() if choice and kind not in self.files_given}


class ColumnsForm(forms.Form):
    """Every open question with the best guess chosen, and every column that was recognised, to be corrected."""

    def __init__(self, found: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keys: dict[str, tuple[list[str], str | None]] = {}
        self.not_asked: Counter[str] = Counter()  # label of a list -> open values that are asked on its own page
        asked: Counter[tuple[str, ...]] = Counter()
        for one in found["questions"]:
            of = tuple(one["key"][:3])
            asked[of] += 1
            if asked[of] <= MOST_ASKED:
                self._ask(one)
            else:
                self.not_asked[one["key"][2] or "venues"] += 1
        for file in found["files"]:
            for column in file["columns"]:
                self._show(file, column)

    def answers(self) -> list[list[str]]:
        """[file, part, field, value, choice] of what was asked and decided, and of the columns that were corrected."""
        return [
            [*key, self.cleaned_data[name]]
            for name, (key, before) in self._keys.items()
            if self.cleaned_data[name] not in {LEFT_OPEN, before}
        ]

    @property
    def questions(self) -> list[Any]:
        """The fields of open questions, in their order."""
        return [self[name] for name, (_, before) in self._keys.items() if before is None]

    def column(self, file: str, field: str) -> Any:
        """The field of a recognised column."""
        return self[name_of([file, "columns", field, ""])]

    def days(self, file: str, field: str) -> Any:
        """The field of the way in which its days are written."""
        return self[name_of([file, "dates", field, ""])]

    def _ask(self, one: dict[str, Any]) -> None:
        name, key = name_of(one["key"]), one["key"]
        examples = f" In the file: {'; '.join(one['examples'])}." if one["examples"] else ""
        about = f"{LABELS[key[0]]}. " if key[0] in LABELS else ""
        rows = f"Rows that hang on it: {one['rows']:,}." if one["rows"] else ""
        hint = f"{about}{rows}{examples}".strip()
        guess = "" if one["guess"] == LEFT_OPEN else one["guess"]
        may_stay = key[1] in MAY_STAY_OPEN
        if one["open_choice"] and not one["choices"]:
            self.fields[name] = forms.CharField(
                label=one["text"],
                initial=guess,
                required=not may_stay,
                empty_value=LEFT_OPEN,
                max_length=120,
                help_text=hint,
            )
        else:
            # of a way to write days people read the words, not the pattern
            choices = [
                (word, meaning if key[1] == "dates" else told(word, meaning)) for word, meaning in one["choices"]
            ]
            known = {word for word, _ in one["choices"]}
            first = [(LEFT_OPEN, "Leave it open: counts as unknown")] if may_stay else []
            unsure = one["guess"] not in known
            first = first or ([(LEFT_OPEN, "Choose one")] if unsure else [])
            self.fields[name] = forms.ChoiceField(
                label=one["text"],
                choices=[*first, *choices],
                initial=LEFT_OPEN if unsure else guess,
                required=False,
                help_text=hint,
            )
        self._keys[name] = (key, None)

    def _show(self, file: dict[str, Any], column: dict[str, Any]) -> None:
        key = [file["kind"], "columns", column["field"], ""]
        none = [] if column["required"] else [("", "Not in this file")]
        self.fields[name_of(key)] = forms.ChoiceField(
            label=column["label"],
            choices=[*none, *((heading, heading) for heading in file["headings"])],
            initial=column["heading"],
            required=False,
        )
        self._keys[name_of(key)] = (key, column["heading"])
        if len(column["days"]) > 1:
            key = [file["kind"], "dates", column["field"], ""]
            self.fields[name_of(key)] = forms.ChoiceField(
                label=f"{column['label']}: how its days are written",
                choices=[tuple(reading) for reading in column["days"]],
                initial=column["days"][0][0],
            )
            self._keys[name_of(key)] = (key, column["days"][0][0])


class StartForm(forms.Form):
    """What the audit is asked."""

    window_start = forms.DateField(
        label="First day (optional)",
        required=False,
        help_text="As 2025-09-01. Leave both days empty for the latest twelve complete months.",
    )
    window_end = forms.DateField(label="Last day (optional)", required=False, help_text="As 2026-08-31.")
    grouping = forms.ChoiceField(label="Ethnic groups", choices=GROUPINGS, initial="2001", widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        """A window has two ends, in their order."""
        given: dict[str, Any] = super().clean()
        start, end = given.get("window_start"), given.get("window_end")
        if (start is None) != (end is None) and not self.errors:
            self.add_error("window_start" if start is None else "window_end", "Give both days, or neither.")
        if start and end and end <= start:
            self.add_error("window_end", "The last day must be after the first.")
        return given


def told(word: str, meaning: str) -> str:
    """A choice as people read it: a code with its words, or the words alone."""
    plain = word.replace("_", " ") if word.replace("_", " ") == meaning else word
    return meaning or plain if plain in {"", meaning} else f"{plain}: {meaning}" if meaning else plain


def _missing(kind: Kind) -> str:
    return f"Choose the file: {kind.label.lower()}."


def name_of(key: list[str]) -> str:
    """A field's name: short, and safe whatever stands in the file."""
    return "q" + hashlib.sha256(json.dumps(key).encode()).hexdigest()[:16]
