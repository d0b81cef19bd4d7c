"""Three stories on the city's real data, each page of them looked at: a permit, a supplement, a refusal."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect

from hall.applications.actions.drafts import start_draft
from hall.applications.actions.filing import submit_application
from hall.applications.actions.holding import Incomplete
from hall.applications.models import Application
from hall.foundation.public import today
from hall.identity.public import Account, Actor, actor_for
from hall.places.public import hall_by_slug
from tests.browser.conftest import leave_by
from tests.browser.served_city import Visitor, aside, served_city, settle
from tests.journeys.test_one_case import RESIDENCE_PERMIT, a_pdf, fill

pytestmark = pytest.mark.django_db  # this thread only reads; server, worker and loading commit in their own
__all__ = ["served_city"]
FOOD_PERMIT = "000131024000-01"
Enter = Callable[..., Visitor]


@pytest.fixture
def enter(chromium: Browser, served_city: str) -> Iterator[Enter]:
    """Let somebody in: as a guest, or signed in at the page she was sent to."""
    visitors: list[Visitor] = []

    def let_in(username: str = "", at: str = "/", *, phone: bool = False) -> Visitor:
        visitor = Visitor(chromium, served_city, phone=phone)
        visitors.append(visitor)
        visitor.go(at)
        if username:
            visitor.sign_in(username)
        return visitor

    yield let_in
    for visitor in visitors:
        visitor.leave()


def actor(username: str) -> Actor:
    return actor_for(Account.objects.get(username=username))


def file_for(username: str, item: str, *, firm: bool = False) -> Application:
    """An application that somebody filed a moment ago; how that looks is another story."""
    who = actor(username)
    party = next(each for each in who.parties if (each != who.party_id) == firm)
    draft = start_draft(
        item_code=item,
        hall_id=hall_by_slug("qiaocheng").pk,
        party_id=party,
        with_held_data=True,
        actor=who,
    )
    fill(UUID(draft), who)
    version = Application.objects.get(pk=draft).version
    try:
        submit_application(application_id=UUID(draft), seen=version, agreed=True, actor=who)
    except Incomplete as incomplete:
        pytest.fail(f"still missing: {incomplete.gaps}")
    return Application.objects.get(pk=draft)


def find(guest: Visitor) -> None:
    """In her own words: as she says it, then as she can type it."""
    box = guest.page.get_by_role("combobox").first
    box.press_sequentially("居住证", delay=20)
    expect(guest.page.get_by_role("option").first).to_contain_text("居住证")
    guest.go("/search/?q=juzhuzheng")
    guest.follow("居住证申领")
    guest.follow("谯城")
    expect(guest.page.get_by_text("亳州市公安局谯城分局").first).to_be_visible()


def tell_situation(guest: Visitor) -> None:
    """Three questions, each answer narrowing the list at once; the last one leaves nothing open."""
    page = guest.page
    papers = page.get_by_role("region", name="准备材料")
    for answer in ("有合法稳定的住处", "不能用", "本人办"):
        page.get_by_role("radio", name=answer).check()
        expect(page).to_have_url(re.compile("s-"))
    expect(page.get_by_role("link", name="按这种情形在线办理")).to_be_visible()
    expect(papers.get_by_text("居住地住址证明材料").first).to_be_visible()
    expect(papers.get_by_text("按您选的情形，不用交的 2 份")).to_be_visible()
    guest.look()


def fill_in(citizen: Visitor) -> None:
    """What the city knows stands there already, with its source; the rest she writes."""
    page = citizen.page
    citizen.press("开始填写")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_text("帮我填好（可以修改）").click()
    citizen.press("开始填写")
    expect(page.get_by_text("您凭哪一条申领居住证：有合法稳定的住处")).to_be_visible()
    citizen.follow("申领人")
    expect(page.get_by_text("已由公安局填入").first).to_be_visible()
    expect(page.get_by_label("姓名")).not_to_have_value("")
    citizen.press("保存并继续")

    page.get_by_label("乡镇（街道）").select_option(label="花戏楼街道")
    expect(page.get_by_label("村（社区）")).to_be_visible()  # brought by htmx, in place of what was there
    page.get_by_label("居住地址").fill("魏武大道 21 号 3 栋 402 室")
    citizen.press("保存并继续")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("居住地址")).to_have_value("魏武大道 21 号 3 栋 402 室")
    since = today() - timedelta(days=400)
    for label, part in (("年", since.year), ("月", since.month), ("日", since.day)):
        page.get_by_label(label, exact=True).fill(str(part))
    page.get_by_label("居住处所").select_option(label="租赁房屋")
    citizen.press("保存并继续")

    page.get_by_text("合法稳定住所").click()
    citizen.press("保存并继续")
    page.get_by_text("本人办理").click()
    citizen.press("保存并继续")


def hand_in(citizen: Visitor) -> None:
    """Papers for what the city doesn't hold; then she reads all of it again, and files."""
    page = citizen.page
    page.goto(re.sub(r"(applications/[^/]+)/.*", r"\1/materials/", page.url))
    expect(page.get_by_text("无需提交").first).to_be_visible()
    boxes = page.locator("main input[type=file]")
    for key in [str(each.get_attribute("id")) for each in boxes.all()]:
        box = page.locator(f"#{key}")
        box.set_input_files({"name": f"{key}.pdf", "mimeType": "application/pdf", "buffer": a_pdf()})
        leave_by(page.locator("form", has=box).get_by_role("button", name="上传"))
    expect(page.get_by_text("已通过安全检查").first).to_be_visible()
    citizen.look()
    citizen.follow("去核对")
    citizen.press("提交申请")
    expect(page.get_by_role("alert")).to_contain_text("请先阅读并勾选承诺")
    page.get_by_text("我已核对以上内容").click()
    citizen.press("提交申请")
    expect(page.get_by_role("heading", name="申请已提交")).to_be_visible()


def open_case(officer: Visitor, item: str) -> None:
    officer.follow(item)
    expect(officer.page.get_by_role("heading", name="办理", exact=True)).to_be_visible()


def accept(enter: Enter, item: str) -> None:
    clerk = enter("window", "/desk/")
    open_case(clerk, item)
    clerk.press("受理")
    expect(clerk.page.get_by_text("已受理，期限从受理之日起算。")).to_be_visible()
    settle()


def review_side_by_side(enter: Enter, item: str) -> None:
    """Both have the case open before either has said anything, and neither stops the other."""
    first, second = enter("review", "/desk/"), enter("review2", "/desk/")
    for reviewer in (first, second):
        open_case(reviewer, item)
    for reviewer in (second, first):
        forms = reviewer.page.locator("section.work form")
        while forms.count():
            form = forms.first
            form.get_by_label("通过", exact=True).check()
            form.get_by_label("审查意见").fill("符合条件")
            leave_by(form.get_by_role("button", name="提交审查意见"))
        expect(reviewer.page.get_by_text("审查意见已提交。")).to_be_visible()
        reviewer.look()
    settle()


def decide(enter: Enter, item: str) -> None:
    decider = enter("decide", "/desk/")
    open_case(decider, item)
    decider.page.get_by_label("予以确认").check()
    decider.press("作出决定")
    settle()
    decider.go(decider.page.url)
    expect(decider.page.get_by_role("link", name="行政确认决定书")).to_be_visible()


def says(paper: bytes, tmp_path: Path) -> str:
    """The paper's words, after poppler, which knows nothing of us, has found its signature whole."""
    copy = tmp_path / "paper.pdf"
    copy.write_bytes(paper)
    signed = subprocess.run(["pdfsig", "-nocert", str(copy)], capture_output=True, text=True, check=False)
    assert "Signature is Valid" in signed.stdout
    return subprocess.run(
        ["pdftotext", "-layout", str(copy), "-"], capture_output=True, text=True, check=True
    ).stdout


def read_the_result(citizen: Visitor, tmp_path: Path) -> str:
    """Her messages, her papers, her licence. Returns: the code printed on the licence."""
    page = citizen.page
    citizen.go("/my/messages/")
    expect(page.get_by_role("heading", name="已办结，予以确认：居住证申领")).to_be_visible()
    citizen.go("/my/")
    citizen.follow("评价：居住证申领")
    expect(page.get_by_text("已经批准")).to_be_visible()
    papers = {each.inner_text().strip(): each for each in page.locator("main a[href$='.pdf']").all()}
    for title in (
        "收件凭证",
        "受理通知书",
        "行政确认决定书",
    ):  # beside them stands what she filled in, unsealed
        assert title in says(citizen.download(str(papers[title].get_attribute("href"))), tmp_path)
    citizen.go("/my/licences/")
    address = page.get_by_role("link", name="下载 PDF").first.get_attribute("href")
    found = re.search(r"核验码\s*([0-9A-Z-]{19})", says(citizen.download(str(address)), tmp_path))
    assert found, "the licence tells how to check it"
    return found[1]


def rate(citizen: Visitor, application: Application) -> None:
    citizen.go(f"/my/applications/{application.pk}/")
    citizen.follow("去评价")
    citizen.follow("满意")
    citizen.page.get_by_text("填报方便").click()
    citizen.press("提交评价")
    expect(citizen.page.get_by_text("评价已收到，谢谢您。")).to_be_visible()


def test_a_resident_gets_her_permit_and_anyone_can_check_it(enter: Enter, tmp_path: Path) -> None:
    citizen = enter()
    find(citizen)
    tell_situation(citizen)
    citizen.follow("按这种情形在线办理")
    citizen.sign_in("citizen")
    fill_in(citizen)
    hand_in(citizen)
    settle()
    application = Application.objects.get()
    citizen.follow("查看进度")
    expect(citizen.page.get_by_text("等待窗口受理")).to_be_visible()

    accept(enter, "居住证申领")
    citizen.go(f"/my/applications/{application.pk}/")
    expect(citizen.page.get_by_text("正在审查")).to_be_visible()
    expect(citizen.page.get_by_text(re.compile(r"还剩\s*\d+\s*个工作日")).first).to_be_visible()
    review_side_by_side(enter, "居住证申领")
    decide(enter, "居住证申领")

    code = read_the_result(citizen, tmp_path)
    rate(citizen, application)
    citizen.go("/my/data/")

    name = application.party.name
    anyone = enter(at="/verify/")
    anyone.page.get_by_role("textbox", name="核验码").fill(code.lower())
    anyone.press("核验")
    expect(anyone.page.get_by_text("本大厅出具，现行有效")).to_be_visible()
    assert name not in anyone.page.content()
    anyone.go("/published/")
    anyone.follow("居住证申领")
    expect(anyone.page.get_by_text("自然人")).to_be_visible()
    assert name not in anyone.page.content()


def test_what_is_missing_is_asked_for_once_and_answered_on_a_phone(enter: Enter) -> None:
    application = aside(lambda: file_for("elder", RESIDENCE_PERMIT))
    settle()
    clerk = enter("window", "/desk/")
    open_case(clerk, "居住证申领")
    clerk.page.get_by_text("一次告知补正", exact=True).click()
    clerk.press("发出补正告知")
    expect(clerk.page.get_by_role("alert")).to_contain_text("请勾选需要补正")
    for thing, reason in (("本人照片", "不是近期照片"), ("居住地址", "请写到门牌号")):
        clerk.page.get_by_label(thing, exact=True).check()
        clerk.page.get_by_label(f"“{thing}”需要补正的原因").fill(reason)
    clerk.press("发出补正告知")
    settle()

    elder = enter("elder", "/my/", phone=True)
    page = elder.page
    elder.follow("补正：居住证申领")
    elder.press("提交补正")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("居住地址").fill("魏武大道 21 号 3 栋 402 室")
    page.locator("main input[type=file]").first.set_input_files(
        {"name": "新照片.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    )
    page.get_by_text("我已核对以上内容").click()
    elder.press("提交补正")
    expect(page.get_by_text("补正已提交")).to_be_visible()
    expect(page.get_by_role("link", name="去补正")).to_have_count(0)
    settle()
    elder.go(f"/my/applications/{application.pk}/")
    expect(page.get_by_text("等待窗口受理")).to_be_visible()

    clerk.go(clerk.page.url)
    expect(clerk.page.get_by_text("一次告知补正", exact=True)).to_have_count(1)  # in the history alone
    clerk.press("受理")


def test_a_firm_is_told_why_it_was_not_accepted_and_where_to_go(enter: Enter, tmp_path: Path) -> None:
    application = aside(lambda: file_for("boss", FOOD_PERMIT, firm=True))
    settle()
    clerk = enter("window", "/desk/")
    open_case(clerk, application.asked.item_name)
    clerk.page.get_by_text("不予受理", exact=True).click()
    clerk.press("作出不予受理决定")
    expect(clerk.page.get_by_role("alert")).to_be_visible()
    clerk.page.get_by_label("依法不属于本机关职权范围").click()
    clerk.page.get_by_label("理由", exact=True).fill("经营场所在涡阳县，不属于本机关管辖。")
    clerk.page.get_by_label("应当向哪个行政机关申请").fill("涡阳县市场监督管理局")
    clerk.press("作出不予受理决定")
    settle()

    boss = enter("boss", "/my/applications/?show=ended", phone=True)
    boss.follow(application.asked.item_name)
    expect(boss.page.get_by_role("heading", name="不予受理", level=2)).to_be_visible()
    paper = boss.page.get_by_role("link", name="不予受理决定书")
    words = says(boss.download(str(paper.get_attribute("href"))), tmp_path)
    for told in ("涡阳县市场监督管理局", "行政复议", "行政诉讼"):
        assert told in re.sub(r"\s", "", words)
