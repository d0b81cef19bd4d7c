"""The hall itself: it makes and seals documents, keeps files, knows the calendar, has a city in it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from hall.project import environment as env
from hall.project.cli.tongue import say
from hall.project.examination.finding import Finding, note, well, wrong

MONTHS_AHEAD = 12
_SHEET = '#set text(lang: "zh")\n政务大厅体检 𠮷'


def papers() -> Iterator[Finding]:
    """A real sheet is set, sealed, and its seal checked: what every decision of the hall depends on."""
    import typst

    from hall.documents.ports import Seal, Verdict
    from hall.documents.tasks.lettering import fonts_at_hand
    from hall.foundation.public import port
    from hall.project import wiring  # noqa: F401  (binds the seal)

    folders = [str(folder) for folder in fonts_at_hand().folders]
    typesetter: Any = typst.Compiler
    compiler = typesetter(_SHEET.encode(), font_paths=folders, ignore_system_fonts=True)
    pdf = cast(bytes, compiler.compile(format="pdf", pdf_standards=["a-2u"]))
    yield well("fonts", say("能制作中文 PDF。", "Chinese PDFs can be made."))
    seal = port(Seal)
    verdict = seal.check(seal.seal(pdf, owner="体检", reason="体检").content).verdict
    if verdict is not Verdict.INTACT:
        yield wrong(
            "seal",
            say(f"印章盖得上，但核验结果为 {verdict}。", f"The seal can be set but is judged {verdict}."),
            say("请检查证书链和有效期。", "Check the certificate's chain and dates."),
        )
    elif seal.is_demo and env.PRODUCTION:
        yield wrong(
            "seal",
            say("生产环境使用了演示印章。", "The demo seal is used in production."),
            say("请设置 HALL_SEAL_PKCS12。", "Set HALL_SEAL_PKCS12."),
        )
    else:
        kind = (
            say("演示印章，无法律效力", "a demo seal without legal force")
            if seal.is_demo
            else say("正式印章", "in force")
        )
        yield well("seal", say(f"能盖章、能核验（{kind}）。", f"Sealing and checking work ({kind})."))


def storage() -> Iterator[Finding]:
    name = default_storage.save("doctor/probe.txt", ContentFile("体检".encode()))
    try:
        with default_storage.open(name) as file:
            kept = file.read() == "体检".encode()
    finally:
        default_storage.delete(name)
    place = getattr(default_storage, "location", "storage")
    if kept:
        yield well("storage", say(f"材料目录可写：{place}", f"Files can be kept at {place}"))
    else:
        yield wrong(
            "storage",
            str(place),
            say("写入的文件读不回来，请检查磁盘。", "What was written can't be read back."),
        )


def static_files() -> Iterator[Finding]:
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield well("static", say("静态文件已就绪。", "Static files are in place."))
    else:
        yield wrong(
            "static",
            say("没有静态文件，页面将没有样式。", "No static files: pages would be bare."),
            say("请运行 hall migrate。", "Run `hall migrate`."),
        )


def texts() -> Iterator[Finding]:
    rooms = Path(__file__).resolve().parents[2]
    stale = [
        path.relative_to(rooms).parts[0]
        for path in rooms.rglob("LC_MESSAGES/*.po")
        if not path.with_suffix(".mo").exists()
    ]
    if stale:
        yield note(
            "texts",
            say(
                f"英文未编译：{'、'.join(sorted(stale))}", f"English not compiled: {', '.join(sorted(stale))}"
            ),
            say("请运行 python -m tools.compile_messages。", "Run python -m tools.compile_messages."),
        )


def scanner() -> Iterator[Finding]:
    address = settings.CLAMD_ADDRESS
    if not address:
        found = say("没有配置病毒扫描。", "No virus scanner is configured.")
        mend = say("生产环境请设置 HALL_CLAMD。", "In production, set HALL_CLAMD.")
        if settings.HALL_MODE == "production":  # uploads then wait unopened: nothing can be filed with them
            yield wrong("scanner", found, mend)
        else:
            yield note("scanner", found, mend)
        return
    try:
        alive = _ping_clamd(address)
    except OSError as error:
        alive = False
        address = f"{address}: {error}"
    if alive:
        yield well("scanner", f"clamd {address}")
    else:
        yield wrong(
            "scanner",
            f"clamd {address}",
            say("请启动 clamd 或更正 HALL_CLAMD。", "Start clamd, or mend HALL_CLAMD."),
        )


def _ping_clamd(address: str) -> bool:
    if address.startswith("/"):
        wire = socket.socket(socket.AF_UNIX)
        wire.settimeout(5)
        wire.connect(address)
    else:
        host, _, port = address.removeprefix("tcp://").partition(":")
        wire = socket.create_connection((host, int(port or 3310)), timeout=5)
    with wire:
        wire.sendall(b"zPING\0")
        return wire.recv(16).startswith(b"PONG")


def working_days() -> Iterator[Finding]:
    from hall.foundation.public import calendar, today

    known, start = calendar(), today()
    if not known.announced:
        yield wrong("calendar", say("没有载入工作日。", "No working days are loaded."), _load("calendar"))
        return
    ahead = [start + timedelta(days=offset) for offset in range(MONTHS_AHEAD * 31)]
    guessed = next((day for day in ahead if known.is_provisional(day)), None)
    if guessed is None:
        yield well("calendar", say("今后 12 个月的放假安排齐全。", "The next 12 months are announced."))
    else:
        yield note(
            "calendar",
            say(
                f"{guessed.year} 年放假安排尚未载入，{guessed} 起的期限为暂定。",
                f"Provisional from {guessed} on.",
            ),
            say("国务院公布后请载入：", "Once announced: ") + _load("calendar"),
        )


def city() -> Iterator[Finding]:
    from hall.places.public import Hall
    from hall.project.city import name_of_city

    halls, called = Hall.objects.count(), name_of_city()
    if called and called != settings.HALL_CITY:
        yield wrong(
            "city",
            say(
                f"HALL_CITY 是 {settings.HALL_CITY}，装载的却是{called}的大厅。",
                f"HALL_CITY is {settings.HALL_CITY}, but the halls are those of {called}.",
            ),
            say(f"请设置 HALL_CITY={called}。", f"Set HALL_CITY={called}."),
        )
    elif halls:
        yield well(
            "city", say(f"{settings.HALL_CITY}，{halls} 个大厅", f"{settings.HALL_CITY}, {halls} halls")
        )
    else:
        yield wrong(
            "city",
            say("还没有装载城市。", "No city is loaded."),
            say("请运行 hall load。", "Run `hall load`."),
        )


def field_key() -> Iterator[Finding]:
    """Whether the key in force is the one that personal numbers were sealed with."""
    from cryptography.exceptions import InvalidTag

    from hall.identity.public import Party

    try:
        Party.objects.exclude(id_number="").values_list("id_number", flat=True).first()
    except InvalidTag:
        yield wrong(
            "field key",
            say(
                "现在的 HALL_FIELD_KEY 打不开库里已有的身份号码。",
                "HALL_FIELD_KEY doesn't open the ID numbers that are in the database.",
            ),
            say(
                "请换回写入时的密钥；演示模式下密钥在 HALL_STATE_DIR 的 secrets.json 中。",
                "Set the key they were sealed with; in a demo it lies in secrets.json of HALL_STATE_DIR.",
            ),
        )
    else:
        yield well(
            "field key",
            say("能打开库里的身份号码。", "It opens the ID numbers that are in the database."),
        )


def demo_accounts() -> Iterator[Finding]:
    from hall.identity.public import Account

    if env.PRODUCTION and Account.objects.filter(is_demo=True, is_active=True).exists():
        yield wrong(
            "accounts",
            say(
                "生产库里有演示账号，密码人人皆知。",
                "Demo accounts, with passwords known to all, are in this database.",
            ),
            say("请停用它们，或换一个新库。", "Deactivate them, or begin with a new database."),
        )


def _load(what: str) -> str:
    return f"hall load {what} FILE"


CHECKS_WITHOUT_DATABASE = [papers, storage, static_files, texts, scanner]
CHECKS = [*CHECKS_WITHOUT_DATABASE, working_days, city, field_key, demo_accounts]
