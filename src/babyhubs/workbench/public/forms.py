"""Forms of the programme's people about what is public."""

from django import forms

from babyhubs.workbench.public.texts import OTHERS, texts


class DescribeForm(forms.Form):
    """Address, team, whom to ask."""

    slug = forms.SlugField(
        label="Address of the pages",
        max_length=40,
        help_text="One or two words, as: bristol. It stands on posters: change it rarely.",
    )
    called = forms.CharField(
        label="Whose hubs are they?", max_length=120, help_text="As parents know you, as: Bristol health visitors."
    )
    contact = forms.CharField(
        label="Whom can parents ask?",
        max_length=200,
        help_text="A telephone number or an email address of the team. It is public. No private number of anybody.",
    )  # fmt: skip


class HubsForm(forms.Form):
    """The hubs, public or not."""

    shown = forms.BooleanField(
        label="Everybody can see the hubs",
        required=False,
        help_text="Names, places, opening times, access and languages of all hubs that have not closed, with their posters.",
    )


class SignUpForm(forms.Form):
    """Signing up, open or not."""

    opened = forms.BooleanField(
        label="Parents can sign up on the page",
        required=False,
        help_text="Somebody must answer them within 14 days: the page promises it, and each is in the diary of the register.",
    )


class LanguagesForm(forms.Form):
    """Languages beside English."""

    languages = forms.MultipleChoiceField(
        label="Parents can read the pages in",
        required=False,
        help_text="A draft was checked by no speaker. Where you switch one on, each of its pages says that it is a draft.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        every = [texts(code) for code in OTHERS]
        self.fields["languages"].choices = [(one.language, f"{NAMES[one.language]} ({one.own_name})") for one in every]
        self.hints = {one.language: one.standing for one in every}


NAMES = {"so": "Somali", "pl": "Polish", "ar": "Arabic", "ur": "Urdu", "ro": "Romanian"}
