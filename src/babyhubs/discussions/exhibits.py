"""Quotes that have passed the gate, as exhibits: what a claim may cite word for word, each resting on the finding of its theme."""

from collections.abc import Sequence

from babyhubs.disclosure.profiles import Profile
from babyhubs.discussions.telling import Telling
from babyhubs.evidence.exhibit import Exhibit
from babyhubs.evidence.finding import Finding


def exhibits(told: Telling, themes: Sequence[Finding], profile: Profile) -> tuple[Exhibit, ...]:
    """themes: the findings of the same telling, in its order. The words are those that are printed, and who said them as far as it may be said."""
    return tuple(
        Exhibit(
            kind="quote",
            strand="discussions",
            project_class=told.project_class,
            title=f"{theme.name}, {'does not fit it' if quote.against else quote.label} ({number})",
            words=quote.words,
            period=told.period.replace(" to ", "/"),
            disclosure_profile=f"{profile.name} v{profile.version}",
            parents=(finding.identity,),
        )
        for theme, finding in zip(told.themes, themes, strict=True)
        for number, quote in enumerate(theme.quotes, 1)
    )
