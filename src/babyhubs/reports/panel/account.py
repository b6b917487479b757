"""The account of a panel as Markdown: drafts to be copied into forms, each sentence with the lines of the log that it rests on."""

from collections.abc import Iterable, Sequence
from datetime import date

from babyhubs.disclosure.profiles import Profile
from babyhubs.panel.involvement_draft import Section, flow, gripp2, paid, standards, touches, you_said
from babyhubs.panel.involvement_log import Line, drafts


def text(log: Sequence[Line], profile: Profile, day: date) -> str:
    """All drafts. Same log, same day, same text."""
    lines = ["# Involvement of parents: drafts from the log", "", "Numbers in brackets are lines of the log.", ""]
    lines += ["## GRIPP2 short form", "", *_sections(gripp2(log))]
    lines += ["## UK Standards for Public Involvement", "", *_sections(standards(log))]
    lines += [
        "## From told to stayed",
        "",
        f"Counts of people as the profile “{profile.name}” releases them.",
        "",
        "| step | people | by group | log |",
        "| --- | ---: | --- | --- |",
    ]
    for step in flow(log, profile):
        groups = "; ".join(f"{_cell(name)} {number}" for name, number in step.by_group)
        lines.append(f"| {step.kind} | {step.people or 'not counted'} | {groups} | {_cited(step.lines)} |")
    lines += ["", "## You said, we did", ""]
    lines += [f"- {one.text} {_cited(one.lines)}" for one in you_said(log)] or ["Nothing in the log yet."]
    lines += ["", "## Paid", ""]
    lines += [
        f"- {kind.capitalize()}s: {total:.2f} pounds {_cited(cited)}" for kind, (total, cited) in paid(log).items()
    ]
    lines += [
        "",
        f"## How often communities were asked in the {drafts()['touches']['days']} days to {day.isoformat()}",
        "",
    ]
    lines += [
        f"- {one.community}: {one.count}{', more often than is fair' if one.often else ''} {_cited(one.lines)}"
        for one in touches(log, day)
    ] or ["Nobody was asked."]
    return "\n".join([*lines, ""])


def _sections(sections: Iterable[Section]) -> list[str]:
    found = []
    for one in sections:
        found += [f"### {one.title}", ""]
        found += [f"*{one.asks}*", ""] if one.asks else []
        found += [f"- {said.text} {_cited(said.lines)}" for said in one.statements] or [f"**Missing.** {one.gap}"]
        found.append("")
    return found


def _cited(lines: Sequence[str]) -> str:
    return f"[{', '.join(_cell(one) for one in lines)}]" if lines else ""


def _cell(words: str) -> str:
    return words.replace("|", "\\|")
