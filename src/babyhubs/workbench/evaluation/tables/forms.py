"""Forms that bring a table."""

from typing import Any

from django import forms

LARGEST = 100 * 1024 * 1024  # bytes
ENDINGS = (".csv", ".csv.gz", ".xlsx", ".parquet")
STREETS = ".osm.pbf"
HINTS = {
    "cells": "A row for each hub, month, deprivation fifth and ethnic group. CSV, CSV packed with gzip, Excel or Parquet.",
    "areas": "Columns area, infants, missed, quintile, lat and lon. One row for each small area.",
    "sites": "Columns site and address, and lat and lon or a postcode. One row for each place where a hub could open.",
    "minutes": "Columns area, site and minutes: by bus or by car, from elsewhere. Or the streets to walk along: an OpenStreetMap extract (.osm.pbf).",
}


class TableForm(forms.Form):
    """One table. Cells need the day on which their month 0 begins, so that they meet the log of changes."""

    file = forms.FileField(label="The table")
    first_month = forms.DateField(
        label="Month 0 of the table is",
        required=False,
        help_text="A day of that month, as: 01/04/2024. Needed to use the log of changes, and the months of the protocol.",
    )

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._endings = (*ENDINGS, STREETS) if kind == "minutes" else ENDINGS
        self.fields["file"].help_text = HINTS[kind]
        if kind != "cells":
            del self.fields["first_month"]

    def clean_file(self) -> Any:
        """A file of a kind and size that is read."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(self._endings):
            raise forms.ValidationError(f"The name of the file must end in {', '.join(self._endings)}.")
        if file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 100 MB. Add the counts up before you bring them.")
        return file
