"""Findings are kept from the night they are seen to the night they are gone, and everybody may read them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from hall.catalogue.actions.linting import CHAIN, lint_guides
from hall.catalogue.models import Guide, LintFinding, ServiceItem
from hall.catalogue.queries.linting import guides_to_lint
from hall.catalogue.rules.lint.table import flaws_of
from hall.catalogue.tasks import lint_guides_nightly
from hall.foundation.public import history_of, today
from hall.identity.public import SYSTEM
from tests.rooms.catalogue.conftest import revised

pytestmark = pytest.mark.usefixtures("catalogue")

NOTHING = {"opened": 0, "changed": 0, "mended": 0}
WITHOUT_STEPS = "工伤认定申请"
#: Queries of a department's page: guides, findings, how many, departments, those shown, the masthead's halls.
COST = 6


def finding(rule: str = "G601", name: str = WITHOUT_STEPS) -> LintFinding:
    return LintFinding.objects.get(item__name=name, item__has_guide=True, rule=rule, resolved_at=None)


def change_fact(name: str, key: str, value: Any) -> None:
    guide = Guide.objects.get(item__name=name, item__has_guide=True, is_current=True)
    revised(guide, **{key: value})


def newly() -> tuple[int, int]:
    """How many findings open and end; those that stay are told of the new version."""
    counted = lint_guides(actor=SYSTEM)
    return counted["opened"], counted["mended"]


def test_loading_guides_leaves_their_findings() -> None:
    found = finding()
    assert (found.severity, found.function, found.first_seen) == ("error", "人力资源社会保障", today())
    assert found.due_on > today() + timedelta(days=5)
    assert LintFinding.objects.count() > 500


def test_looking_again_changes_nothing_and_writes_no_history() -> None:
    before = len(history_of(CHAIN))
    assert before == 1
    assert lint_guides(actor=SYSTEM) == NOTHING
    assert len(history_of(CHAIN)) == before


def test_a_mended_guide_ends_its_finding_and_a_relapse_is_a_new_one() -> None:
    change_fact(WITHOUT_STEPS, "flow", ["网上提交申请和材料", "窗口审核后受理", "调查核实后作出决定"])
    assert newly() == (0, 1)
    (mended,) = LintFinding.objects.filter(item__name=WITHOUT_STEPS, rule="G601")
    assert mended.resolved_at is not None
    change_fact(WITHOUT_STEPS, "flow", ["无"])
    assert newly() == (1, 0)
    assert LintFinding.objects.filter(item__name=WITHOUT_STEPS, rule="G601").count() == 2
    assert len(history_of(CHAIN)) == 3


def test_a_finding_that_lasts_keeps_its_first_day_and_its_due_date() -> None:
    yesterday = today() - timedelta(days=1)
    found = finding()
    LintFinding.objects.update(first_seen=yesterday, last_seen=yesterday)
    lint_guides(actor=SYSTEM)
    again = finding()
    assert (again.pk, again.first_seen, again.last_seen) == (found.pk, yesterday, today())


def test_a_withdrawn_guide_has_no_open_findings() -> None:
    Guide.objects.filter(item__name=WITHOUT_STEPS).update(
        state="withdrawn", is_current=False, effective_until=today()
    )
    opened = LintFinding.objects.filter(item__name=WITHOUT_STEPS).count()
    assert lint_guides(actor=SYSTEM) == {**NOTHING, "mended": opened}


def test_the_night_does_what_the_action_does() -> None:
    assert lint_guides_nightly() == NOTHING


def test_every_guide_is_read_with_its_own_papers_in_three_queries(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        views = {guide.item_id: guide.view for guide in guides_to_lint(on=today())}
    assert len(views) == 91
    for guide in Guide.objects.filter(is_current=True).prefetch_related("materials"):
        titles = [paper.title for paper in views[guide.item_id].papers]
        assert titles == [paper.title for paper in guide.materials.all()]


def test_one_function_is_read_alone() -> None:
    views = [guide.view for guide in guides_to_lint(on=today(), function="公安")]
    assert {view.department for view in views} == {"公安部门"}
    assert len(views) == 14


def test_what_is_kept_is_what_the_rules_say() -> None:
    said = sum(len(flaws_of(guide.view)) for guide in guides_to_lint(on=today()))
    assert LintFinding.objects.filter(resolved_at=None).count() == said


def test_the_quality_page_counts_for_every_department(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4):
        page = client.get("/quality/").content.decode()
    errors = LintFinding.objects.filter(severity="error", resolved_at=None).count()
    assert f"<dd>{errors}</dd>" in page
    assert "/quality/%E5%85%AC%E5%AE%89/" in page


def test_a_department_s_page_costs_the_same_however_many_findings(
    client: Client, django_assert_num_queries: Any
) -> None:
    few, many = "/quality/商务/", "/quality/公安/"
    client.get(few)
    with django_assert_num_queries(COST):
        assert client.get(few).status_code == 200
    with django_assert_num_queries(COST):
        page = client.get(many).content.decode()
    for said in ("办理流程", "怎样改", "依据", "谯城分局"):
        assert said in page, said


def test_a_department_s_page_can_be_narrowed_to_errors(client: Client) -> None:
    page = client.get("/quality/公安/", {"severity": "error"}).content.decode()
    assert "tag--late" in page
    assert "tag--muted" not in page


def test_a_stranger_s_department_isn_t_found(client: Client) -> None:
    assert client.get("/quality/占星/").status_code == 404


def test_a_sound_department_says_so(client: Client) -> None:
    LintFinding.objects.filter(function="公安").delete()
    assert "没有查出问题" in client.get("/quality/公安/").content.decode()


def test_the_home_page_leads_there(client: Client) -> None:
    assert 'href="/quality/"' in client.get("/").content.decode()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`hall lint guides …` on the database of the test."""
    from contextlib import nullcontext

    from hall.project.cli import lint

    monkeypatch.setattr(lint, "hall_at_hand", nullcontext)
    return lambda *arguments: CliRunner().invoke(lint.lint, ["guides", *arguments])


def test_the_command_tells_every_finding_and_fails_when_there_are_errors(run: Any) -> None:
    answer = run()
    assert answer.exit_code == 1
    assert "G601 错误  没有公布办理步骤" in answer.output
    assert "91 份指南" in answer.output


def test_the_command_passes_where_there_is_no_error(run: Any) -> None:
    assert run("--rule", "G904").exit_code == 0


def test_the_command_writes_one_object_a_finding(run: Any) -> None:
    answer = run("--json", "--department", "公安", "--rule", "g904")
    found = [json.loads(line) for line in answer.output.splitlines()]
    assert len(found) == ServiceItem.objects.filter(function="公安", has_guide=True).count() == 14
    assert {one["rule"] for one in found} == {"G904"}


@pytest.mark.parametrize("wrong", [("--rule", "G999"), ("--department", "占星")])
def test_the_command_names_what_it_knows_when_asked_for_what_isn_t_there(run: Any, wrong: Any) -> None:
    answer = run(*wrong)
    assert answer.exit_code == 2
    assert wrong[1] in answer.output
