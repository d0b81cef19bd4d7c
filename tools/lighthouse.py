"""`make lighthouse`: home, a guide and a form, as Lighthouse sees them on a phone. Each score must be 95.

A hall of its own is set up with the whole city, served, and looked at with Debian's Chromium and the npm
package `lighthouse` of the checkout, which asks nobody outside. `--json` prints one object a page;
`--reports DIR` keeps the reports. Performance is the middle one of three looks: a busy machine is no fault.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.surroundings import CHECKOUT

LEAST = 95
LOOKS = 3
TRIES = 3
CATEGORIES = ("performance", "accessibility", "best-practices")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Page:
    """A page to look at, and the cookie of whoever may see it."""

    name: str
    address: str
    cookie: str = ""


@dataclass(frozen=True)
class Verdict:
    """The scores of a page, and what cost it points."""

    page: Page
    scores: dict[str, int]
    findings: list[str]

    @property
    def is_good(self) -> bool:
        return all(score >= LEAST for score in self.scores.values())


def main(arguments: list[str]) -> int:
    from hall.project.cli.bench.pages import prepared
    from hall.project.cli.bench.stage import stage

    reports = Path(arguments[arguments.index("--reports") + 1]) if "--reports" in arguments else None
    with stage(with_pages=True) as hall:
        scene = prepared(hall, cases=0)
        verdicts = [_judged(page, reports) for page in _pages(hall.address, hall.port, scene)]
    for verdict in verdicts:
        _tell(verdict, as_json="--json" in arguments)
    return 0 if all(verdict.is_good for verdict in verdicts) else 1


def _pages(address: str, port: int, scene: dict[str, Any]) -> list[Page]:
    """The three pages that a citizen meets first: the way in, the way there, the form to fill in."""
    from hall.project.cli.bench.client import Client
    from hall.project.cli.bench.filing import begin

    guide = next(page for page in scene["pages"] if page["name"] == "guide")["addresses"][0]
    draft = begin(Client(port, scene["token"]), scene["item"], scene["hall"])
    form = f"/my/applications/{draft}/form/1/"
    return [
        Page("home", f"{address}/"),
        Page("guide", f"{address}{guide}"),
        Page("form", f"{address}{form}", scene["citizen"]),
    ]


def _judged(page: Page, reports: Path | None) -> Verdict:
    looks = [_scored_look(page) for _ in range(LOOKS)]
    scores = {
        category: int(statistics.median(look["categories"][category]["score"] * 100 for look in looks))
        for category in CATEGORIES
    }
    if reports:
        reports.mkdir(parents=True, exist_ok=True)
        (reports / f"{page.name}.json").write_text(json.dumps(looks[-1], ensure_ascii=False))
    return Verdict(page, scores, _findings(looks[-1]))


def _scored_look(page: Page) -> dict[str, Any]:
    """A report with all its scores: on a machine with much else to do, Lighthouse now and then misses one."""
    for _ in range(TRIES):
        look = _look(page)
        missed = [each for each in CATEGORIES if look["categories"][each]["score"] is None]
        if not missed:
            return look
    why = look.get("runtimeError", {}).get("message", "") or ", ".join(look.get("runWarnings", []))
    raise SystemExit(f"Lighthouse gave {page.address} no score for {', '.join(missed)}. {why}".strip())


def _look(page: Page) -> dict[str, Any]:
    """One report. Lighthouse takes a phone with a slow line by default."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        headers = Path(folder) / "headers.json"
        headers.write_text(json.dumps({"Cookie": page.cookie} if page.cookie else {}))
        command = [
            str(CHECKOUT / "node_modules" / ".bin" / "lighthouse"),
            page.address,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--extra-headers={headers}",
            "--no-enable-error-reporting",
            "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage --lang=zh-CN",
        ]
        environment = {**os.environ, "CHROME_PATH": _browser(), "HOME": folder}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=CHECKOUT)
        if not report.exists():
            raise SystemExit(f"Lighthouse could not look at {page.address}:\n{done.stderr.strip()[-2000:]}")
        told: dict[str, Any] = json.loads(report.read_text())
    reached = told.get("finalDisplayedUrl", "").split("?")[0]
    if reached != page.address:
        raise SystemExit(f"{page.address} led to {reached}: that isn't the page to be judged.")
    return told


def _findings(look: dict[str, Any]) -> list[str]:
    """What cost points, as Lighthouse names it."""
    weighed = {
        entry["id"]: (category, entry["weight"])
        for category in CATEGORIES
        for entry in look["categories"][category]["auditRefs"]
        if entry["weight"]
    }
    found = []
    for name, (category, _) in weighed.items():
        audit = look["audits"][name]
        if audit["score"] is not None and audit["score"] < 0.9:
            found.append(f"{category}: {audit['title']} {audit.get('displayValue', '')}".strip())
    return found


def _browser() -> str:
    found = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise SystemExit("No Chromium: `make test` installs Debian's, or set CHROME_PATH.")
    return found


def _tell(verdict: Verdict, *, as_json: bool) -> None:
    if as_json:
        said = {"page": verdict.page.name, **verdict.scores, "findings": verdict.findings}
        print(json.dumps(said, ensure_ascii=False))
        return
    scores = "  ".join(f"{category} {score}" for category, score in verdict.scores.items())
    print(f"{'✓' if verdict.is_good else '✗'} {verdict.page.name}: {scores}")
    for finding in verdict.findings:
        print(f"    {finding}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
