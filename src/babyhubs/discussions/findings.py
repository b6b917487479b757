"""Themes become findings: what the other strands and the bid may cite, each with digests of the passages that it stands on."""

from babyhubs.disclosure.profiles import Profile
from babyhubs.discussions.codebook import directions
from babyhubs.discussions.groups import ALL
from babyhubs.discussions.project import Project
from babyhubs.discussions.telling import HIDDEN, Telling
from babyhubs.discussions.themes import Theme, themes
from babyhubs.evidence.finding import Finding, digest

METHOD = "framework analysis (Gale 2013): people who spoke of it, never codings"
UNIT = "people who spoke of it"


def findings(project: Project, told: Telling, profile: Profile) -> tuple[Finding, ...]:
    """One finding a theme. `told` has passed the gate, and its counts are the released ones."""
    parents = tuple(sorted({row[0] for row in project.rows("SELECT finding FROM frame_row WHERE finding <> ''")}))
    ways = directions(project)
    return tuple(
        _one(project, theme, shown.people, ways, told, profile, parents)
        for theme, shown in zip(themes(project), told.themes, strict=True)
    )


def _one(
    project: Project,
    theme: Theme,
    people: str,
    ways: dict[str, str],
    told: Telling,
    profile: Profile,
    parents: tuple[str, ...],
) -> Finding:
    kinds = sorted({ways[code] for code in theme.codes if ways[code]})
    stands_on = [
        digest({"passage": quote.passage, "words": quote.wording, "against": quote.against, "theme": theme.guid})
        for quote in theme.quotes
    ]
    return Finding(
        strand="discussions",
        project_class=told.project_class,
        view="discussions",
        measure=" and ".join(kinds) or "theme",
        attribute=theme.name,
        group=ALL,
        unit=UNIT,
        period=told.period.replace(" to ", "/"),
        eligible=None if told.people == HIDDEN else int(told.people),
        estimate=None if people == HIDDEN else float(people),
        lower=None,
        upper=None,
        compared_with="",
        ratio=None,
        ratio_lower=None,
        ratio_upper=None,
        shortfall_families=None,
        verdict="",
        reason=theme.statement,
        method=METHOD,
        rule="",
        disclosure_profile=f"{profile.name} v{profile.version}",
        software=told.software,
        inputs=tuple(stands_on),
        parents=parents,
    )
