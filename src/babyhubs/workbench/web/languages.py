"""The languages that the workbench is made ready for. Staff pages are in English until a translation was reviewed."""

LANGUAGES = [
    ("en-gb", "English"),
    ("ar", "العربية"),
    ("pl", "Polski"),
    ("ro", "Română"),
    ("so", "Soomaali"),
    ("ur", "اردو"),
]

# Django 5.2 does not know Somali (django.conf.locale.LANG_INFO).
_MISSING = {"so": {"bidi": False, "code": "so", "name": "Somali", "name_local": "Soomaali"}}


def register_missing() -> None:
    """Teaches Django the languages that it does not know."""
    from django.conf import locale

    for code, facts in _MISSING.items():
        locale.LANG_INFO.setdefault(code, facts)
