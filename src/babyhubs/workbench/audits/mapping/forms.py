"""The form of one page of values."""

from typing import Any

from django import forms

from babyhubs.workbench.audits.forms import LEFT_OPEN, name_of, told

OPEN_CHOICE = (LEFT_OPEN, "Leave it open: counts as unknown")


class ValuesForm(forms.Form):
    """A choice for each value: what it was taken for, to be corrected."""

    def __init__(self, values: list[dict[str, Any]], choices: list[list[str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [OPEN_CHOICE, *((word, told(word, meaning)) for word, meaning in choices)]
        self._values = {name_of(one["key"]): one for one in values}
        for name, one in self._values.items():
            known = any(word == one["word"] for word, _ in offered)
            self.fields[name] = forms.ChoiceField(
                label=one["shown"],
                # what was learnt of a hub that is not in this hubs file stays, until somebody says otherwise
                choices=offered if known else [*offered, (one["word"], one["word"])],
                initial=one["word"],
                required=False,
            )

    def rows(self) -> list[tuple[Any, dict[str, Any]]]:
        """Each field with its value."""
        return [(self[name], one) for name, one in self._values.items()]

    def answers(self) -> list[list[str]]:
        """[file, part, field, value, choice] of what was changed."""
        return [
            [*one["key"], self.cleaned_data[name]]
            for name, one in self._values.items()
            if name in self.data and self.cleaned_data[name] != one["word"]
        ]
