"""What people fill in about a file of another program: where and when each observation was, and what each name means."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from babyhubs.workbench.observations.others.reading import LARGEST, MIB
from babyhubs.workbench.observations.others.telling import how_often

OBSERVER = re.compile(r"[A-Za-z0-9-]{1,20}")
MODELS = (
    ("", "As the hub's log has it"), ("social", "Social"), ("transitional", "Transitional"), ("traditional", "Traditional"),
)  # fmt: skip


class OtherFileForm(forms.Form):
    """A file of another program."""

    file = forms.FileField(
        label="The file",
        help_text="BORIS (.boris, .boris.gz, or its tables), ELAN (.eaf), Datavyu (.opf, .csv), a table of intervals (.csv), a Public Life table (.csv), XES (.xes, .csv).",
    )

    def clean_file(self) -> Any:
        """Not too large."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError(f"A file is {LARGEST // MIB} MB at most. Divide it, or use the command.")
        return sent


class MeaningsForm(forms.Form):
    """Fields are named by place, because names in a file may hold anything: hub_1, subject_0, code_0, place_0."""

    until = forms.IntegerField(
        label="After how many minutes did watching end?",
        required=False, min_value=1, max_value=24 * 60,
        help_text="Only where a state has no end in the file, because somebody was still there. Else leave it empty.",
    )  # fmt: skip
    model = forms.ChoiceField(label="Model of the clinic", choices=MODELS, required=False)

    def __init__(
        self, held: Any, guess: Any, how: dict[tuple[str, str], str], hubs: Sequence[tuple[str, str]],
        rooms: Sequence[tuple[str, str]], book: Any, first_guess: Sequence[dict[str, Any]], *args: Any, **kwargs: Any,
    ) -> None:  # fmt: skip
        from babyhubs.observations.translation import meanings  # noqa: PLC0415 - for this page only

        super().__init__(*args, **kwargs)
        self.held = held
        self.fields["room"] = forms.ChoiceField(
            label="The room", choices=[("", "Not drawn, or not known"), *rooms], required=False
        )
        for one, known in zip(held.observations, first_guess, strict=True):
            self._observation(one.number, hubs, known)
        kinds = meanings.choices(book)
        self._names("subject", held.subjects, [(role, _role(role)) for role in meanings.roles()], guess.subjects, how)
        self._names("code", held.codes, kinds.items(), guess.codes, how)
        self._names("place", held.places, meanings.place_choices(book).items(), guess.places, how)

    def _observation(self, number: int, hubs: Sequence[tuple[str, str]], known: dict[str, Any]) -> None:
        several = len(self.held.observations) > 1
        for name, field in (
            ("take", forms.BooleanField(label="Take this one in", required=False, initial=True)),
            ("hub", forms.ChoiceField(label="Hub", choices=[("", "Choose"), *hubs], required=False, initial=known["hub"])),
            ("date", forms.DateField(
                label="Day", required=False, initial=known["date"], help_text="As: 2026-11-24.",
            )),
            ("time", forms.TimeField(
                label="Began at", required=False, initial=known["time"], input_formats=["%H:%M", "%H:%M:%S"],
                help_text="As: 10:00. Two observers of one session need times of one clock.",
            )),
            ("observer", forms.CharField(
                label="Observer", required=False, max_length=20, initial=known["observer"],
                help_text="A code such as O1, never a name.",
            )),
        ):  # fmt: skip
            if several or name != "take":
                self.fields[f"{name}_{number}"] = field

    def _names(
        self,
        part: str,
        rows: Sequence[Any],
        choices: Iterable[tuple[str, str]],
        guess: Any,
        how: dict[tuple[str, str], str],
    ) -> None:
        offered = list(choices)
        for place, one in enumerate(rows):
            self.fields[f"{part}_{place}"] = forms.ChoiceField(
                label=one.name[:60] or "No name: nobody in particular", choices=offered, initial=guess[one.name],
                help_text=f"{how_often(one)}. {how[f'{part}s', one.name].capitalize()}.",
            )  # fmt: skip

    def sittings(self) -> Iterator[tuple[Any, list[Any]]]:
        """Observation by observation: what it is, and its fields."""
        for one in self.held.observations:
            names = [f"{name}_{one.number}" for name in ("take", "hub", "date", "time", "observer")]
            yield one, [self[name] for name in names if name in self.fields]

    def parts(self, part: str) -> Iterator[Any]:
        """The fields of subjects, codes or places."""
        return (self[f"{part}_{place}"] for place in range(len(getattr(self.held, f"{part}s"))))

    def general(self) -> Iterator[Any]:
        """What holds for the whole file."""
        ends = any(one.still_open for one in self.held.observations)
        return (self[name] for name in ("model", "room", *(["until"] if ends else [])))

    def clean(self) -> dict[str, Any]:
        """What is taken in needs a hub, a day and an observer."""
        given = super().clean() or {}
        for one in self.held.observations:
            if not self._taken(given, one.number):
                continue
            for name, what in (
                ("hub", "Choose the hub."),
                ("date", "Say which day it was."),
                ("observer", "Say who observed, as a code."),
            ):
                field = f"{name}_{one.number}"
                if not given.get(field) and field not in self.errors:
                    self.add_error(field, what)
            if (date := given.get(f"date_{one.number}")) and date > timezone.localdate():
                self.add_error(f"date_{one.number}", "This day is still to come.")
            if (said := given.get(f"observer_{one.number}")) and not OBSERVER.fullmatch(said):
                self.add_error(f"observer_{one.number}", "A code has letters, digits and dashes only.")
        return given

    def chosen(self) -> list[int]:
        """The numbers of the observations that are to be taken in."""
        return [one.number for one in self.held.observations if self._taken(self.cleaned_data, one.number)]

    def said(self) -> dict[str, dict[str, str]]:
        """By part and name in the file: what it means."""
        return {
            f"{part}s": {
                one.name: self.cleaned_data[f"{part}_{place}"]
                for place, one in enumerate(getattr(self.held, f"{part}s"))
            }
            for part in ("subject", "code", "place")
        }

    def _taken(self, given: dict[str, Any], number: int) -> bool:
        return bool(given.get(f"take_{number}", len(self.held.observations) == 1))


def _role(role: str) -> str:
    known = {"out": "Leave it out", "gp": "GP", "other": "Somebody else"}
    return known.get(role, role.replace("_", " ").capitalize())
