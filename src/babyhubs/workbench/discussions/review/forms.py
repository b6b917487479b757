"""Forms of the review."""

from typing import Any

from django import forms

from babyhubs.discussions.pseudonyms.sealing import ORGANISATION, PERSON, PLACE
from babyhubs.discussions.review import KEEP

NAMES = ((PERSON, "A person"), (PLACE, "A place"), (ORGANISATION, "An organisation"))
KINDS = (*NAMES, ("detail", "Another detail that points to somebody"))


class DecideForm(forms.Form):
    """One question for each doubtful word; what is left open waits on."""

    def __init__(self, queue: list[dict[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in queue:
            times = f"{one['times']} times. " if one["times"] > 1 else ""
            self.fields[f"word-{one['number']}"] = forms.ChoiceField(
                label=one["word"],
                help_text=f"{times}…{one['around'].strip()}… Why it is asked: {one['why']}.",
                choices=[(KEEP, "Harmless: keep it"), *NAMES, ("", "Leave it for now")],
                required=False,
                widget=forms.RadioSelect,
            )

    def decisions(self) -> dict[int, str]:
        """doubt -> keep, or the kind of name."""
        return {int(name.removeprefix("word-")): said for name, said in self.cleaned_data.items() if said}


class TakeOutForm(forms.Form):
    """Words that nothing doubted."""

    words = forms.CharField(
        label="Words to take out",
        max_length=120,
        help_text="As they stand in the text: a name in small letters, a nickname, the name of a street or shop.",
        error_messages={"required": "Write the words to take out."},
    )
    kind = forms.ChoiceField(label="What is it?", choices=KINDS, widget=forms.RadioSelect, initial=PERSON)
