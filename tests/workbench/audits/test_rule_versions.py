"""The rule is changed as a new version: proposed with a reason, tried, shown, and then adopted or dropped."""

import tomllib

import pytest
from pydantic.fields import FieldInfo

from babyhubs.audit import rule as rules
from babyhubs.audit.rule import Rule
from babyhubs.errors import InputError
from babyhubs.intake.mapping import Mapping
from babyhubs.workbench.audits import services as audit_services
from babyhubs.workbench.audits.models import RuleVersion, Run
from babyhubs.workbench.audits.rules import services
from babyhubs.workbench.audits.rules.current import as_file, in_force, rule_of
from babyhubs.workbench.audits.rules.forms import RuleForm
from babyhubs.workbench.audits.rules.numbers import numbers
from babyhubs.workbench.audits.rules.trial import carry_out
from babyhubs.workbench.audits.running import question
from babyhubs.workbench.audits.standing import standing
from babyhubs.workbench.programme.steps import State
from babyhubs.workbench.record.models import Entry
from tests.workbench.audits.rows import a_rule_version, a_run, an_upload
from tests.workbench.audits.test_upload_to_results import confirmed, page, uploaded
from tests.workbench.service import Service

NOW = rules.read().model_dump()


def where(service: Service, rest: str = "") -> str:
    """A page of the rule."""
    return f"/programmes/{service.own.pk}/audit-rule/{rest}"


def as_shown(**changes: str) -> dict[str, str]:
    """What a browser sends from the form, with some fields changed."""
    return {bound.html_name: bound.value() or "" for bound in RuleForm(NOW)} | {"reason": "The board asked."} | changes


def test_every_number_of_the_rule_is_explained_and_only_those() -> None:
    # The fields that are no numbers say which version this is.
    kinds: dict[str, FieldInfo] = Rule.model_fields
    assert {one.name for one in numbers()} == {name for name, field in kinds.items() if field.annotation is not str}
    assert all("{}" in one.says and one.label and one.hint for one in numbers())


def test_the_rule_is_read_in_plain_words(service: Service) -> None:
    told = page(service.client("output-checker"), where(service))
    for sentence in (
        "The question is who came to a hub by the age of 182 days.",
        "Its reach is below 80% of the reach of all others whose group is known.",
        "The upper 95% limit of that ratio is below 1.00.",
        "It comes with the program.",
    ):
        assert sentence in told
    assert "Propose another version" not in told


def test_the_form_shows_the_rule_as_it_is_and_gives_it_back_unchanged() -> None:
    form = RuleForm(NOW, as_shown())
    assert not form.is_valid()
    assert form.content() == {one.name: NOW[one.name] for one in numbers()}
    assert "No number is another than now." in str(form.errors)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"horizon_days": "400"}, "must lie between the first and the last age"),
        ({"reach_ratio_below": "120"}, "less than or equal to 100"),
        ({"smallest_group": "0"}, "greater than or equal to 1"),
        ({"smallest_group": "several"}, "Enter a whole number."),
        ({"smallest_group": "40", "reason": ""}, "Write why the rule is changed."),
    ],
)
def test_what_a_rule_cannot_be_is_told_at_its_field(service: Service, changes: dict[str, str], told: str) -> None:
    answer = service.client("analyst").post(where(service, "new/"), as_shown(**changes)).content.decode()
    assert "There is a problem" in answer
    assert told in answer
    assert not RuleVersion.objects.exists()


def test_without_records_a_rule_is_adopted_before_anybody_looks(service: Service) -> None:
    # Given a programme without records, an analyst proposes a version,
    answer = service.client("analyst").post(where(service, "new/"), as_shown(reach_ratio_below="85.5"))
    one = RuleVersion.objects.get()
    assert answer["Location"] == where(service, f"{one.pk}/")
    assert (one.number, one.state, rule_of(one).reach_ratio_below) == (2, RuleVersion.State.UNTRIED, 0.855)
    assert in_force(service.own.pk) is None
    # which the lead alone can adopt.
    told = page(service.client("analyst"), where(service, f"{one.pk}/"))
    assert "The service lead of the programme decides" in told
    assert "85.5%" in told
    assert service.client("service-lead").post(where(service, f"{one.pk}/adopt/")).status_code == 302
    assert in_force(service.own.pk) == one
    # Then audits follow it, and the version before stays readable.
    upload = an_upload(service.own, "checked")
    upload.mappings.create(content="{}")
    run = audit_services.start(
        service.actor("analyst"), upload, window_start=None, window_end=None, grouping="2001"
    )  # fmt: skip
    assert run.rule_version == one
    told = page(service.client("service-lead"), where(service))
    assert "In force" in told
    assert "Replaced" in told
    assert "below 80% of the reach" in told


def test_a_version_is_tried_on_the_records_and_what_moves_is_shown(service: Service) -> None:
    # Given records with too few first visits for an answer, and an audit of them,
    upload, actor = confirmed(service, uploaded(service)), service.actor("analyst")
    run = audit_services.start(actor, upload, window_start=None, window_end=None, grouping="2001")
    Run.objects.filter(pk=run.pk).update(state=Run.State.DONE)
    # when a version that asks for none is proposed,
    one = services.propose(actor, service.own, numbers={"fewest_first_visits": 0}, reason="A small service.")
    assert one.state == RuleVersion.State.WAITING
    lead = service.client("service-lead")
    waiting = lead.get(where(service, f"{one.pk}/"))
    assert waiting["Refresh"]
    assert "Adopt this version" not in waiting.content.decode()
    with pytest.raises(InputError, match="not known"):
        services.adopt(actor, one)
    # then the worker tries it, and the page shows both answers side by side,
    carry_out(one.pk)
    one.refresh_from_db()
    assert (one.state, one.problem_what) == (RuleVersion.State.TRIED, "")
    assert (one.moved["before"]["refused"], one.moved["after"]["refused"]) == (True, False)
    told = page(lead, where(service, f"{one.pk}/"))
    assert "There is no answer:" in told
    assert "Fewer than 50 babies" in told
    assert "One of them gives no answer" in told
    # and once it is adopted, the audit is out of date until it is run again, by the new version.
    services.adopt(actor, one)
    assert standing(service.own).why == "The rule was changed since: version 2 holds now."
    again = audit_services.start(actor, upload, window_start=None, window_end=None, grouping="2001")
    assert question(again, Mapping.model_validate_json(again.mapping.content)).rule == rule_of(one)
    assert "Rule: version 2" in page(lead, f"/programmes/{service.own.pk}/audits/{again.pk}/")
    Run.objects.filter(pk=again.pk).update(state=Run.State.DONE)
    assert standing(service.own).state is State.DONE


def test_who_moves_is_shown_first_with_both_verdicts(service: Service) -> None:
    short = {"rule": "a rule", "refused": False, "headline": ["Most came."], "refusals": []}
    figures = {"verdict": "Cannot tell", "reach": "50 (40 to 60)", "ratio": "0.9", "shortfall": "3"}
    groups = [
        {"group": "Language: Somali", "then": figures, "now": figures | {"verdict": "Under-served"}, "moved": True},
        {"group": "Language: Polish", "then": figures, "now": figures, "moved": False},
    ]
    one = a_rule_version(service.own, RuleVersion.State.TRIED)
    one.moved = {"period": "2025-09-01/2026-08-31", "before": short, "after": short, "groups": groups}
    one.save()
    told = page(service.client("service-lead"), where(service, f"{one.pk}/"))
    assert "Groups whose verdict is another: 1." in told
    assert "Groups whose verdict is the same: 1" in told
    assert told.index("Somali") < told.index("Polish")


def test_a_trial_that_fails_says_why_and_can_be_repeated_or_dropped(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise InputError("The file is gone.", remedy="Upload it again.")

    an_upload(service.own, "checked").mappings.create(content='{"files": {}}')
    one = services.propose(service.actor("analyst"), service.own, numbers={"smallest_group": 40}, reason="Why not.")
    monkeypatch.setattr("babyhubs.workbench.audits.recognition.read_files", broken)
    carry_out(one.pk)
    client = service.client("service-lead")
    told = page(client, where(service, f"{one.pk}/"))
    assert "The file is gone." in told
    assert "Adopt this version" not in told
    client.post(where(service, f"{one.pk}/try/"))
    one.refresh_from_db()
    assert (one.state, one.problem_what) == (RuleVersion.State.WAITING, "")
    client.post(where(service, f"{one.pk}/drop/"))
    one.refresh_from_db()
    assert one.state == RuleVersion.State.DROPPED
    with pytest.raises(InputError, match="decided on already"):
        services.adopt(service.actor("analyst"), one)


def test_one_proposal_at_a_time_and_its_number_is_given_once(service: Service) -> None:
    actor = service.actor("analyst")
    first = services.propose(actor, service.own, numbers={"smallest_group": 40}, reason="One.")
    with pytest.raises(InputError, match="a proposal already"):
        services.propose(actor, service.own, numbers={"smallest_group": 50}, reason="Two.")
    services.drop(actor, first)
    second = services.propose(actor, service.own, numbers={"smallest_group": 50}, reason="Two.")
    assert (first.number, second.number) == (2, 3)
    assert services.propose(actor, service.others, numbers={"smallest_group": 50}, reason="Ours.").number == 2


def test_records_that_came_after_the_proposal_must_be_tried_first(service: Service) -> None:
    one = a_rule_version(service.own)
    an_upload(service.own, "checked")
    with pytest.raises(InputError, match="not been tried on"):
        services.adopt(service.actor("service-lead"), one)
    told = service.client("service-lead").post(where(service, f"{one.pk}/adopt/"), follow=True).content.decode()
    assert "Try it first." in told


def test_the_record_tells_who_changed_which_number_and_why(service: Service) -> None:
    one = services.propose(service.actor("analyst"), service.own, numbers={"reach_ratio_below": 0.9}, reason="Kinder.")
    services.adopt(service.actor("service-lead"), one)
    proposed, adopted = Entry.objects.filter(action__startswith="rule.").order_by("sequence")
    assert (proposed.action, adopted.action) == ("rule.proposed", "rule.adopted")
    assert "80% → 90%" in proposed.details
    assert "Kinder." in proposed.details


def test_an_audit_without_a_version_follows_the_rule_of_the_program(service: Service) -> None:
    assert rule_of(a_run(service.own).rule_version) == rules.read()


def test_the_rule_file_is_read_by_the_command_line(service: Service) -> None:
    one = a_rule_version(service.own, RuleVersion.State.ADOPTED, reach_ratio_below=0.75)
    reason = 'She said: "a\\b"\nand\tso on'
    odd = rule_of(one).model_copy(update={"reason_for_version": reason})
    assert rules.of(tomllib.loads(as_file(odd)), "here") == odd
    RuleVersion.objects.filter(pk=one.pk).update(content=odd.model_dump_json(), decided_at="2026-11-24T10:00Z")
    answer = service.client("analyst").get(where(service, "file/"))
    assert answer["Content-Disposition"] == 'attachment; filename="rule-v2.toml"'
    assert rules.of(tomllib.loads(answer.content.decode()), "here") == odd
