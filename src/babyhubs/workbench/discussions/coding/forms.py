"""The form by which words get a code: filled by the page's script, or by hand with the numbers of sentences."""

from collections.abc import Sequence
from typing import Any

from django import forms

NO_WORDS = "Say which words: the number of a sentence, or choose them in the text."


class CodeForm(forms.Form):
    """start, end: places in the text, from the script. first, last: sentences, by hand; words: only these of them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    first = forms.IntegerField(label="From sentence", required=False, min_value=1)
    last = forms.IntegerField(label="To sentence", required=False, min_value=1)
    words = forms.CharField(label="Only these words of it", required=False, max_length=10_000)
    code = forms.CharField(label="Code", required=False, max_length=100)
    memo = forms.CharField(label="Memo", required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, text: str, places: Sequence[tuple[int, int]], data: Any = None) -> None:
        super().__init__(data)
        self._text, self._places = text, places

    def clean(self) -> dict[str, Any]:
        """The place in the text, whichever way it was said."""
        given = super().clean() or {}
        if self.errors:
            return given
        if given.get("start") is None or given.get("end") is None:
            given["start"], given["end"] = self._by_sentences(given)
        if not given["code"] and not given["memo"]:
            raise forms.ValidationError("Choose a code, or write a memo.")
        return given

    def _by_sentences(self, given: dict[str, Any]) -> tuple[int, int]:
        first = int(given.get("first") or 0)
        last = int(given.get("last") or first)
        if not first:
            raise forms.ValidationError(NO_WORDS)
        if not first <= last <= len(self._places):
            raise forms.ValidationError(f"The sentences of this text are numbered 1 to {len(self._places):,}.")
        start, end = self._places[first - 1][0], self._places[last - 1][1]
        if words := given["words"].strip():
            at = self._text.find(words, start, end)
            if at < 0 or self._text.find(words, at + 1, end) >= 0:
                raise forms.ValidationError(
                    "These words must stand once in the sentences that you named, letter for letter."
                )
            start, end = at, at + len(words)
        return start, end
