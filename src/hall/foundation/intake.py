"""What every loader does before and after its own work: read a file that is what it claims to be, refuse to
load half of it, and write in history what was loaded."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from hall.foundation.bulk import LoadReport, NotLoaded
from hall.foundation.history import Doer, record

_SPREADSHEETS = {b"PK\x03\x04": "xlsx", b"\xd0\xcf\x11\xe0": "xls"}
_SAVE_AS = "请在表格软件中另存为“CSV UTF-8（逗号分隔）”，再载入一次。"


def read_rows(path: Path, columns: Sequence[str], report: LoadReport) -> Iterator[tuple[int, dict[str, str]]]:
    """Stream the rows of a CSV file, each with its line number, values stripped of blanks at the ends.

    A row with too few or too many values is rejected in `report`, not yielded.
    Raises: NotLoaded when the file isn't there, is a spreadsheet, isn't UTF-8 or lacks one of `columns`.
    """
    _must_be_text(path, report)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            _must_have(path, columns, reader.fieldnames or (), report)
            for row in reader:
                if None in row or None in row.values():
                    report.reject(path.name, reader.line_num, "这一行的列数与表头不符")
                    continue
                yield reader.line_num, {name: value.strip() for name, value in row.items()}
    except UnicodeDecodeError as error:
        raise NotLoaded(f"{path.name} 不是 UTF-8 编码。", report, remedy=_SAVE_AS) from error
    except csv.Error as error:
        raise NotLoaded(f"{path.name} 不是规范的 CSV：{error}", report, remedy=_SAVE_AS) from error


def conclude_load(report: LoadReport, paths: Sequence[Path], *, actor: Doer) -> LoadReport:
    """End a loader's transaction: refuse if any row was rejected, else record what changed, if anything did.

    Raises: NotLoaded with the report that names every rejected row.
    """
    if report.rejected:
        raise NotLoaded(
            f"{report.step} 没有载入：有 {len(report.rejected)} 行不能采用，数据库没有任何改动。",
            report,
            remedy="请按报告改正文件后重新载入整个文件。",
        )
    if report.added or report.changed:
        record(
            chain=chain_of_load(report.step),
            actor=actor,
            action=f"load.{report.step}",
            summary={
                "files": {path.name: _fingerprint(path) for path in paths},
                "added": report.added,
                "changed": report.changed,
                "unchanged": report.unchanged,
            },
        )
    return report


def chain_of_load(step: str) -> UUID:
    """The history that tells what was loaded when, of one kind of data."""
    return uuid5(NAMESPACE_URL, f"openhall:load:{step}")


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _must_be_text(path: Path, report: LoadReport) -> None:
    if not path.is_file():
        raise NotLoaded(f"没有找到文件 {path}。", report, remedy="请检查路径；数据文件一般在 data 目录下。")
    with path.open("rb") as file:
        kind = _SPREADSHEETS.get(file.read(4))
    if kind:
        raise NotLoaded(f"{path.name} 是 {kind} 表格，不是 CSV。", report, remedy=_SAVE_AS)


def _must_have(path: Path, columns: Sequence[str], found: Sequence[str], report: LoadReport) -> None:
    missing = [column for column in columns if column not in found]
    if missing:
        raise NotLoaded(
            f"{path.name} 缺少列：{'、'.join(missing)}。",
            report,
            remedy=f"表头应含：{','.join(columns)}；文件里是：{','.join(found)}。请确认没有选错文件。",
        )
