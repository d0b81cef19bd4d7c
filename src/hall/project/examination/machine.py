"""The machine and its settings: looked at before Django, so that a hall that can't start is told why."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

from hall.project import environment as env
from hall.project.cli.tongue import say
from hall.project.examination.finding import Finding, note, well, wrong
from hall.project.settings_table import TABLE

OLDEST_PYTHON = (3, 11)
LEAST_FREE_GB = 1.0


def python() -> Iterator[Finding]:
    if sys.version_info[:2] < OLDEST_PYTHON:
        yield wrong(
            "python",
            platform.python_version(),
            say("请安装 Python 3.11 以上。", "Install Python 3.11 or newer."),
        )
    else:
        yield well("python", platform.python_version())


def settings() -> Iterator[Finding]:
    missing = [setting.name for setting in TABLE if setting.required and not setting.is_set()]
    if not missing:
        yield well("settings", say("必需的设置都有。", "All required settings are there."))
    elif env.PRODUCTION:
        yield wrong(
            "settings",
            say(f"缺少：{'、'.join(missing)}", f"missing: {', '.join(missing)}"),
            say(
                "请在环境变量中设置；各项含义见 docs/generated/settings.md。",
                "Set them; see docs/generated/settings.md.",
            ),
        )
    else:
        yield note(
            "settings",
            say(f"{env.MODE} 模式，密钥自动生成。", f"mode {env.MODE}: secrets were made here."),
            say(f"转入生产前须设置：{'、'.join(missing)}", f"Before production, set: {', '.join(missing)}"),
        )
    unknown = sorted(name for name in env.names() if name.startswith("HALL_") and name not in _KNOWN)
    if unknown:
        yield note(
            "settings",
            say(f"不认识的设置：{'、'.join(unknown)}", f"unknown settings: {', '.join(unknown)}"),
            say("请核对拼写。", "Check their spelling."),
        )


def address() -> Iterator[Finding]:
    base = env.text("HALL_BASE_URL")
    if not env.PRODUCTION or not base:
        return
    if urlsplit(base).scheme != "https":
        yield wrong(
            "address",
            say(f"HALL_BASE_URL 不是 https：{base}", f"HALL_BASE_URL is not https: {base}"),
            say(
                "请在反向代理上启用 TLS，并改用 https 网址。",
                "End TLS at the proxy and use the https address.",
            ),
        )
    elif not env.flag("HALL_BEHIND_PROXY"):
        yield note(
            "address",
            say("没有声明反向代理，不会发出 HSTS。", "No proxy is declared, so no HSTS is sent."),
            say(
                "代理会改写 X-Forwarded-Proto 的，请设置 HALL_BEHIND_PROXY=1。",
                "If the proxy overwrites X-Forwarded-Proto, set HALL_BEHIND_PROXY=1.",
            ),
        )


def disk() -> Iterator[Finding]:
    place = next(path for path in (env.STATE_DIR, *env.STATE_DIR.parents) if path.exists())
    free = shutil.disk_usage(place).free / 2**30
    found = say(f"{place} 所在磁盘剩余 {free:.1f} GB", f"{free:.1f} GB free at {place}")
    if free < LEAST_FREE_GB:
        yield wrong("disk", found, say("请清理磁盘或扩容。", "Free some space, or give it more."))
    else:
        yield well("disk", found)


_KNOWN = {setting.name for setting in TABLE} | {"HALL_TEST_CHROMIUM"}
CHECKS = [python, settings, address, disk]
