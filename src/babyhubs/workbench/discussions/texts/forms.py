"""Forms for what comes in by file, and for participants."""

from typing import Any

from django import forms
from django.utils import timezone

from babyhubs.discussions.consents import PURPOSES
from babyhubs.discussions.taking_down import Discussion
from babyhubs.workbench.discussions.about import RATHER_NOT, asked, values
from babyhubs.workbench.discussions.languages import LANGUAGES

MIB = 1024 * 1024
LARGEST, MOST = 64 * MIB, 40  # one file; files in one form
KINDS = (("transcript", "Transcripts: word for word"), ("notes", "Notes"), ("translation", "Translations"))
AGREED = {
    "use": "We may use what they said",
    "quote": "We may quote them word for word",
    "paraphrase": "We may say it in our own words",
    "record": "We may record the talk",
    "archive": "We may keep it in an archive",
}
YES_NO = (("yes", "Yes"), ("no", "No"))


class FileInput(forms.ClearableFileInput):
    """Takes several files. The name of the class tells form.jinja which component it is."""

    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several files at once."""

    widget = FileInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each as one file; no more than can be read while somebody waits."""
        given = data if isinstance(data, list) else [data] if data else []
        if len(given) > MOST:
            raise forms.ValidationError(f"Choose at most {MOST} files at once.")
        found = [super(ManyFiles, self).clean(one, initial) for one in given or [None]]
        for one in found:
            if one.size > LARGEST:
                raise forms.ValidationError(f"{one.name} is larger than {LARGEST // MIB} MB.")
        return found


class UploadForm(forms.Form):
    """Transcripts and notes, many at once, and what is the same for all of them."""

    files = ManyFiles(
        label="Files",
        help_text="Text, Markdown, Word, OpenDocument, RTF, PDF, captions (vtt, srt), transcripts of Teams, noScribe and "
        "aTrain, and coded projects of other programs (qdpx, qdc). Up to 40 at once.",
        error_messages={"required": "Choose one or more files.", "empty": "One of these files is empty."},
    )
    kind = forms.ChoiceField(label="What are they?", choices=KINDS, initial="transcript", widget=forms.RadioSelect)
    language = forms.ChoiceField(label="In which language?", choices=LANGUAGES, initial="en")
    day = forms.DateField(
        label="Day of the discussion (optional)", required=False, help_text="As 2026-11-24, if it is the same for all."
    )
    interpreter = forms.BooleanField(label="There was an interpreter", required=False)
    keep_name = forms.BooleanField(
        label="Keep the names of the files: none of them names anybody",
        required=False,
        help_text="Otherwise they are called Text 1, Text 2 and so on.",
    )

    def about(self) -> Discussion:
        """What is the same for all."""
        given = self.cleaned_data
        day = given["day"].isoformat() if given["day"] else ""
        return Discussion("", given["kind"], given["language"], day, interpreter=given["interpreter"])


class SheetForm(forms.Form):
    """The consent sheet."""

    sheet = forms.FileField(
        label="Consent sheet",
        help_text="A table (CSV or Excel) with one row for each participant.",
        error_messages={"required": "Choose the file."},
    )


class ParticipantForm(forms.Form):
    """Somebody under a label without meaning, with what they say about themselves."""

    label = forms.CharField(label="Label", max_length=20, help_text="A letter and a number, such as P7. No name.")
    role = forms.ChoiceField(
        label="Who are they?",
        choices=[("parent", "A parent"), ("carer", "Another carer"), ("staff", "Staff")],
        widget=forms.RadioSelect,
        initial="parent",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_asked(self)

    def values(self) -> dict[str, str]:
        """Attribute -> value."""
        return values(answers(self))


class ConsentForm(forms.Form):
    """What a participant agrees to now; what is left open stays as it was."""

    day = forms.DateField(label="On which day", help_text="As 2026-11-24.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"day": timezone.localdate().isoformat()})
        super().__init__(*args, **kwargs)
        for purpose in PURPOSES:
            self.fields[purpose] = forms.ChoiceField(
                label=AGREED[purpose],
                required=False,
                widget=forms.RadioSelect,
                choices=[*YES_NO, ("", "As it is")],
            )
        self.order_fields([*PURPOSES, "day"])

    def answers(self) -> dict[str, bool]:
        """purpose -> yes or no, where something was said."""
        return {purpose: self.cleaned_data[purpose] == "yes" for purpose in PURPOSES if self.cleaned_data[purpose]}

    def clean(self) -> dict[str, Any]:
        """At least one answer."""
        given: dict[str, Any] = super().clean()
        if not any(given.get(purpose) for purpose in PURPOSES):
            raise forms.ValidationError("Nothing was answered. Choose yes or no for one purpose or more.")
        return given


class WithdrawForm(forms.Form):
    """A press by mistake takes nobody's words out."""

    sure = forms.BooleanField(
        label="They asked for it, and I know that it cannot be undone",
        error_messages={"required": "Tick the box first."},
    )


class LinkForm(forms.Form):
    """Who speaks in a text. speakers: (text and label, words)."""

    speaker = forms.ChoiceField(label="They speak in")

    def __init__(self, speakers: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"].choices = [("", "Choose one"), *speakers]


def add_asked(form: forms.Form) -> None:
    """The questions about a parent, none of which must be answered."""
    for one in asked():
        choices = [*one.choices.items(), (RATHER_NOT, "Prefers not to say")]
        if one.several:
            form.fields[one.key] = forms.MultipleChoiceField(
                label=f"{one.ask} (optional)", choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )
        else:
            form.fields[one.key] = forms.ChoiceField(
                label=f"{one.ask} (optional)", choices=[("", "Not asked"), *choices], required=False
            )


def answers(form: forms.Form) -> dict[str, str | list[str]]:
    """Question -> choice."""
    return {one.key: form.cleaned_data.get(one.key, "") for one in asked()}
