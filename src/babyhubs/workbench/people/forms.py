"""Forms about a person of the register: the same questions as on paper, typed by the coordinator."""

from typing import Any

from django import forms
from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.hubs.place import language_codes
from babyhubs.workbench.people import questions, wordings
from babyhubs.workbench.people.answers import Answers
from babyhubs.workbench.people.contact import Contact

YES, NO = "yes", "no"
# Other people use this computer: the browser must not offer one parent's details for the next.
_OFF = {"autocomplete": "off"}


def _text(label: str, length: int, hint: str = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, required=required, help_text=hint, widget=forms.TextInput(attrs=_OFF)
    )


def _language(label: str, hint: str, *, required: bool) -> forms.CharField:
    return _text(label, 60, hint, required=required)


def _one_code(written: str) -> str:
    try:
        code = language_codes(written)
    except InputError as error:
        raise forms.ValidationError(f"{error.what} {error.remedy}") from error
    if " " in code:
        raise forms.ValidationError("Write one language.")
    return code


class ContactForm(forms.Form):
    """What to call a person, how to reach them, and how not to."""

    called = _text("A name to call them by", 100, "It need not be their full name.", required=True)
    way = forms.ChoiceField(label="How do they want to be reached?", widget=forms.RadioSelect)
    phone = _text("Phone number", 40)
    email = forms.EmailField(label="Email address", required=False, widget=forms.EmailInput(attrs=_OFF))
    address = forms.CharField(
        label="Postal address", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    worker = _text("Named worker", 200, "Somebody they know, and how to reach that worker.")
    safe_times = _text("When is it safe and good to call?", 200, "In their words, as: mornings, not on Fridays.")
    no_voicemail = forms.BooleanField(label="Do not leave a message", required=False)
    no_post = forms.BooleanField(label="Post is not safe", required=False)
    interpreter = _language("Interpreter for", "Only if they need one, as: Somali.", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [(key, way.title) for key, way in questions.ways().items()]

    def clean_interpreter(self) -> str:
        """A name becomes a code."""
        written = self.cleaned_data["interpreter"]
        return _one_code(written) if written else ""

    def contact(self) -> Contact:
        """As the services take it."""
        return Contact(**{name: self.cleaned_data[name] for name in Contact.__slots__})


class HowSaid(forms.Form):
    """When, in which language and how a person said what they agree to."""

    said_on = forms.DateField(label="Day on which they said it", help_text="As: 24/11/2026.")
    language = _language("Language in which it was said", "As: English.", required=True)
    channel = forms.ChoiceField(label="How did they say it?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs["initial"] = {"said_on": f"{today:%d/%m/%Y}", "language": "English"} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = list(wordings.channels().items())

    def clean_language(self) -> str:
        """A name becomes a code."""
        return _one_code(self.cleaned_data["language"])

    def how(self) -> dict[str, Any]:
        """As the services take it."""
        return {name: self.cleaned_data[name] for name in ("said_on", "language", "channel")}


class AddForm(ContactForm, HowSaid):
    """A person who comes into the register, with an answer to each purpose. None is ticked beforehand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        for key, purpose in wordings.purposes().items():
            self.fields[f"agrees_{key}"] = forms.ChoiceField(
                label=purpose.title,
                help_text=f"Read out: “{purpose.on(today).told(wordings.ENGLISH)}”",
                choices=[(YES, "Yes"), (NO, "No"), *([] if purpose.required else [("", "Not asked")])],
                required=purpose.required,
                widget=forms.RadioSelect,
            )
        self.fields["needs"] = _needs()
        self.fields["other"] = _other()
        agrees = [name for name in self.fields if name.startswith("agrees_")]
        hold = f"agrees_{wordings.HOLD}"  # first of all: without it nothing else may be written down
        others = [name for name in agrees if name != hold]
        self.order_fields([hold, *ContactForm.base_fields, "needs", "other", *others, *HowSaid.base_fields])

    def agreed(self) -> dict[str, bool]:
        """The answers that were given."""
        found = {key: self.cleaned_data[f"agrees_{key}"] for key in wordings.purposes()}
        return {key: answer == YES for key, answer in found.items() if answer}

    def answers(self) -> Answers:
        """Needs; the questions about the person are asked on a page of their own, after the consent to the draw."""
        return Answers(tuple(self.cleaned_data["needs"]), self.cleaned_data["other"])


class AnswersForm(forms.Form):
    """Needs and, where the person agreed to a fair draw, what they say about themselves."""

    def __init__(self, *args: Any, may_draw: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"] = _needs()
        self.fields["other"] = _other()
        self._asked = list(questions.characteristics().values()) if may_draw else []
        for one in self._asked:
            self.fields[f"about_{one.key}"] = forms.ChoiceField(
                label=one.ask,
                help_text=f"Why we ask: {one.why}",
                choices=[*one.answers.items(), ("", "Not asked")],
                required=False,
                widget=forms.RadioSelect,
            )

    def answers(self) -> Answers:
        """As the services take them."""
        about = {one.key: self.cleaned_data[f"about_{one.key}"] for one in self._asked}
        return Answers(
            tuple(self.cleaned_data["needs"]),
            self.cleaned_data["other"],
            {key: answer for key, answer in about.items() if answer},
        )


class ConsentForm(HowSaid):
    """A new answer to one purpose."""

    given = forms.ChoiceField(label="What did they say?", choices=[(YES, "Yes"), (NO, "No")], widget=forms.RadioSelect)
    field_order = ("given", "said_on", "language", "channel")


class SpeakFirstForm(forms.Form):
    """Whom to speak to first. There is no field for a reason."""

    lead = _text(
        "Named lead to speak to first",
        100,
        "Name and role of the colleague. Leave it empty when it is no longer needed. Write down no reason, here or anywhere in this workbench.",
    )


class PromiseForm(forms.Form):
    """Something that the person is due."""

    what = forms.ChoiceField(label="What are they due?", widget=forms.RadioSelect)
    due_on = forms.DateField(label="By which day?", help_text="As: 24/11/2026.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = list(questions.promises().items())


class EraseForm(forms.Form):
    """The person leaves."""

    why = forms.ChoiceField(label="Why do they leave the register?", widget=forms.RadioSelect)
    sure = forms.BooleanField(
        label="Erase this person now. Nobody can undo it.",
        error_messages={"required": "Tick the box if you want to erase this person."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = list(questions.reasons().items())


def _needs() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="What would make it possible to take part?",
        choices=list(questions.needs().items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _other() -> forms.CharField:
    return _text("Something else that they need", 200, "In their words. Nothing about health or the child.")
