"""The languages in which a discussion may be held."""

LANGUAGES = (
    ("en", "English"), ("ar", "Arabic"), ("bn", "Bengali"), ("ku", "Kurdish"), ("ps", "Pashto"), ("fa", "Persian"), ("pl", "Polish"),
    ("pt", "Portuguese"), ("pa", "Punjabi"), ("ro", "Romanian"), ("so", "Somali"), ("es", "Spanish"), ("ti", "Tigrinya"),
    ("uk", "Ukrainian"), ("ur", "Urdu"), ("", "Another language"),
)  # fmt: skip
