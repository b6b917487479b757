"""The findings of an audit as their pages show them."""

from babyhubs.workbench.audits.models import Run


def findings(run: Run) -> list[dict[str, str]]:
    """Each finding with its identity."""
    return [
        {
            "identity": one.identity,
            "about": f"{one.content['attribute']}: {one.content['group']}".replace("_", " "),
            "measure": f"{one.content['measure']} ({one.content['view']})".replace("_", " "),
            "verdict": one.content["verdict"] or "–",
        }
        for one in run.findings.all()
    ]
