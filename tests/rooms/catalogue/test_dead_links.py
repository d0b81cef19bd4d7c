"""Links in guides are looked at by night; what leads nowhere is a finding like any other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from hall.adapters.links.fake_site import FakeSite
from hall.adapters.links.polite import PoliteChecker
from hall.catalogue.actions import links as keeping
from hall.catalogue.actions.links import keep_links
from hall.catalogue.actions.linting import CHAIN, lint_guides
from hall.catalogue.models import CheckedLink, Guide, LintFinding
from hall.catalogue.ports import LinkAnswer, LinkChecker
from hall.catalogue.queries.links import links_to_check
from hall.catalogue.tasks import check_links_nightly
from hall.foundation.public import bind, history_of, today
from hall.identity.public import SYSTEM
from tests.rooms.catalogue.conftest import revised

pytestmark = pytest.mark.usefixtures("catalogue")
NAME = "工伤认定申请"


def in_a_hurry() -> None:
    """From now on links are looked at by one that may reach this very machine and waits for nobody."""
    bind(
        LinkChecker,
        lambda: PoliteChecker(visitor="https://hall.cn", may_reach=lambda _: True, pause=0.0, timeout=2.0),
    )


def guide_with(**said: Any) -> None:
    revised(Guide.objects.get(item__name=NAME, item__has_guide=True, is_current=True), **said)


def findings() -> list[LintFinding]:
    return list(LintFinding.objects.filter(rule="G411", resolved_at=None))


def seen(*answers: tuple[str, int, str]) -> dict[str, int]:
    counts = keep_links([LinkAnswer(url, status, trouble) for url, status, trouble in answers], actor=SYSTEM)  # type: ignore[arg-type]
    lint_guides(actor=SYSTEM)
    return counts


def test_the_night_looks_at_every_link_and_what_is_gone_is_a_finding() -> None:
    with FakeSite() as site:
        guide_with(online_url=f"{site.address}/404", flow=[f"登录 {site.address}/ok", "提交材料", "领取结果"])
        bind(
            LinkChecker, lambda: PoliteChecker(visitor="https://hall.cn", may_reach=lambda _: True, pause=0.0)
        )
        assert check_links_nightly() == {"alive": 1, "gone": 1, "failing": 0, "unchecked": 0}
        (found,) = findings()
        assert f"{site.address}/404 打不开：页面不存在（404），{today():%Y-%m-%d} 起" in found.message
        assert (found.severity, found.function, found.first_seen) == ("error", "人力资源社会保障", today())
        assert found.due_on > today()
        before = len(history_of(CHAIN))
        check_links_nightly()
        assert len(findings()) == 1
        assert [one.action for one in history_of(CHAIN)][before:] == ["catalogue.links.check"]
    guide_with(online_url="https://www.gov.cn/")
    lint_guides(actor=SYSTEM)
    assert findings() == []


def test_without_a_network_nothing_is_dead_but_not_checked() -> None:
    guide_with(online_url="http://nobody.invalid/")
    in_a_hurry()
    assert check_links_nightly() == {"alive": 0, "gone": 0, "failing": 0, "unchecked": 1}
    assert findings() == []
    assert CheckedLink.objects.get().reason == "没有外网"
    page = Client().get("/quality/").content.decode()
    assert "没有检查 1" in page


def test_a_site_down_for_a_night_is_no_finding_one_down_for_three_days_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = "https://down.example.cn/"
    guide_with(online_url=url)
    seen((url, 0, "no_answer"))
    assert findings() == []
    CheckedLink.objects.update(since=today() - timedelta(days=3))
    seen((url, 503, ""))
    assert [one.message for one in findings()] == [
        f"{url} 打不开：网站出错（503），{today() - timedelta(days=3):%Y-%m-%d} 起"
    ]
    seen((url, 200, ""))
    assert findings() == []
    assert CheckedLink.objects.get().since is None


def test_a_night_without_a_network_leaves_what_was_seen_and_its_day() -> None:
    url = "https://gone.example.cn/"
    guide_with(online_url=url)
    seen((url, 404, ""))
    was = CheckedLink.objects.get().checked_at
    assert seen((url, 0, "no_network"))["gone"] == 1
    assert CheckedLink.objects.get().checked_at == was
    assert len(findings()) == 1


def test_links_that_no_guide_names_any_more_are_forgotten_and_the_longest_unseen_come_first() -> None:
    guide_with(online_url="https://a.example.cn/", phone="见 https://b.example.cn/")
    assert set(links_to_check()) == {"https://a.example.cn/", "https://b.example.cn/"}
    seen(("https://a.example.cn/", 200, ""), ("https://old.example.cn/", 200, ""))
    assert links_to_check() == ["https://b.example.cn/", "https://a.example.cn/"]
    seen(("https://a.example.cn/", 200, ""))
    assert [one.url for one in CheckedLink.objects.all()] == ["https://a.example.cn/"]
    assert keeping.AT_A_TIME > 1


def test_the_command_says_what_it_saw_and_what_it_didnt() -> None:
    from hall.project.cli.lint import lint

    guide_with(online_url="http://nobody.invalid/")
    in_a_hurry()
    told = CliRunner().invoke(lint, ["guides", "--links", "--rule", "G411"], env={"LANG": "zh_CN.UTF-8"})
    assert "网址 1 个：能打开 0，不存在 0，暂时打不开 0，没有检查 1" in told.output
    assert "没有外网 1" in told.output
    assert told.exit_code == 0
