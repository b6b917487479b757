"""The one form of a talk in the room."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from django import forms

from babyhubs.discussions.consents import PARAPHRASE, QUOTE, RECORD, USE
from babyhubs.discussions.taking_down import Discussion
from babyhubs.workbench.discussions.about import values
from babyhubs.workbench.discussions.languages import LANGUAGES
from babyhubs.workbench.discussions.texts.forms import AGREED, YES_NO, add_asked, answers
from babyhubs.workbench.discussions.told import Told

ASKED, ANSWERED = "Facilitator", "Parent"  # labels that the library knows (discussions/speakers.toml)
PURPOSES = (USE, QUOTE, PARAPHRASE, RECORD)
READ_BACK = "Notes in the room, read back to the parent, who agreed to them."


@cache
def prompts() -> tuple[dict[str, str], ...]:
    """What the talk goes through."""
    return tuple(tomllib.loads(files(__package__).joinpath("prompts.toml").read_text(encoding="utf-8"))["prompt"])


class RoomForm(forms.Form):
    """rows: of the frame, (GUID, words)."""

    day = forms.DateField(label="Day", help_text="As 2026-11-24.")
    spoken = forms.ChoiceField(label="The talk was in", choices=LANGUAGES, initial="en")
    interpreter = forms.BooleanField(label="There was an interpreter", required=False)

    def __init__(self, rows: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"] = forms.ChoiceField(
            label="They were asked because of (optional)", choices=[("", "None of these"), *rows], required=False
        )
        for one in prompts():
            self.fields[one["key"]] = forms.CharField(
                label=one["ask"],
                help_text=one["hint"],
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": "3"}),
            )
        add_asked(self)
        for purpose in PURPOSES:
            self.fields[purpose] = forms.ChoiceField(
                label=AGREED[purpose], choices=YES_NO, widget=forms.RadioSelect,
                error_messages={"required": "Ask the parent, and choose yes or no."},
            )  # fmt: skip
        self.fields["safeguarding"] = forms.ChoiceField(
            label="Was something passed on to safeguarding?",
            choices=YES_NO,
            widget=forms.RadioSelect,
            help_text="Only yes or no. What it was about goes into the child's record, never here.",
            error_messages={"required": "Choose yes or no."},
        )

    def clean(self) -> dict[str, Any]:
        """Something was said, and it may be used."""
        given: dict[str, Any] = super().clean()
        if not any(given.get(one["key"], "").strip() for one in prompts()):
            raise forms.ValidationError("Nothing was written down yet.")
        if given.get(USE) == "no":
            self.add_error(USE, "Without it nothing is kept. Thank them, and leave the page.")
        return given

    def text(self) -> str:
        """What will be kept, as it is read back."""
        found = [(one["ask"], " ".join(self.cleaned_data[one["key"]].split())) for one in prompts()]
        return "\n".join(f"{ASKED}: {ask}\n{ANSWERED}: {said}" for ask, said in found if said)

    def told(self) -> Told:
        """For the project."""
        given = self.cleaned_data
        about = Discussion(
            "", "notes", given["spoken"], given["day"].isoformat(), interpreter=given["interpreter"],
            description=READ_BACK, safeguarding=given["safeguarding"],
        )  # fmt: skip
        agreed = {purpose: given[purpose] == "yes" for purpose in PURPOSES}
        return Told(self.text(), about, agreed, values(answers(self)), row=given["row"])
