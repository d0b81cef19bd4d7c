"""A little hall in full swing, for tests that need one of everything: drafts, cases, papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from hall.applications.events import ApplicationSubmitted
from hall.approvals.events import SupplementAsked, Wanted
from hall.approvals.public import (
    Case,
    DepartmentReview,
    accept_case,
    ask_supplement,
    conclude_review,
    decide_case,
)
from hall.disclosure.models import PublishedDecision
from hall.documents.models import Document
from hall.foundation.public import Wiring, deliver_all, now, today
from hall.identity.models import AccessToken
from hall.identity.public import SYSTEM, Account, Actor, Party, actor_for, give_post, issue_token
from hall.journeys.reactions import cases
from hall.licences.models import Licence, LicenceType
from hall.places.public import Department, Hall
from hall.project.cli.bench.kill import scene
from tests.calling import Caller
from tests.rooms.applications.conftest import a_pdf

CASES = 6


@dataclass
class World:
    """Who calls, and the addresses of what there is: by the name of the parameter that takes them."""

    citizen: Caller
    officer: Caller
    known: dict[str, list[str]] = field(default_factory=dict)


def make_world() -> World:
    """Everything is made by the rooms' own deeds, but for papers, which would take seconds to seal."""
    item = scene.main(1)["item"]
    party = Party.objects.get()
    citizen = Caller(Account.objects.get(party=party))
    paths = [_filed(citizen, item) for _ in range(CASES)]
    deliver_all(Wiring({ApplicationSubmitted: (cases.open_case,)}))
    officer = _officer()
    _move_on(actor_for(officer))
    deliver_all(Wiring({SupplementAsked: (cases.reopen_application,)}))
    paths += [_draft(citizen, item)] * CASES  # there is one draft of an item; let it be met as often
    _publish()
    world = World(citizen, Caller(officer))
    world.known = {
        "number": [_licence(party, serial) for serial in range(3)],
        "code": [item],
        "slug": ["trial"],
        "token_id": _spare_tokens(officer),
        **_applications(citizen, paths),
        **_cases(),
    }
    return world


def _applications(citizen: Caller, paths: list[str]) -> dict[str, list[str]]:
    """Applications, and at the same place in the other list a file of each."""
    files = [citizen.get(path).json()["materials"][0]["files"][0]["id"] for path in paths]
    return {"application_id": [path.rpartition("/")[2] for path in paths], "file_id": files}


def _cases() -> dict[str, list[str]]:
    """Cases, and at the same place in the other list a review of each (of another where it has none)."""
    found = list(Case.objects.order_by("number").prefetch_related("reviews"))
    some = DepartmentReview.objects.values_list("pk", flat=True)[0]
    reviews = [next((review.pk for review in case.reviews.all()), some) for case in found]
    return {"case_id": [str(case.pk) for case in found], "review_id": [str(pk) for pk in reviews]}


def _spare_tokens(officer: Account) -> list[str]:
    """Tokens that nobody calls with, so that revoking one locks nobody out."""
    for owner in (officer, Account.objects.exclude(party=None).get()):
        issue_token(label="spare", actor=actor_for(owner))
    return [str(pk) for pk in AccessToken.objects.filter(label="spare").values_list("pk", flat=True)]


def _draft(citizen: Caller, item: str) -> str:
    begun = citizen.call("POST", "applications", {"item": item, "hall": "trial"})
    path = f"/api/v1/applications/{begun.json()['id']}"
    citizen.call("PATCH", path, {"answers": {"name": "平安小店"}}, **{"If-Match": begun.headers["ETag"]})
    body = {"material": "lease", "file": SimpleUploadedFile("租赁合同.pdf", a_pdf())}
    headers = {"Authorization": f"Bearer {citizen.token}"}
    attached = citizen.client.post(f"{path}/materials", body, headers=headers)
    assert attached.status_code == 201, attached.content
    return path


def _filed(citizen: Caller, item: str) -> str:
    path = _draft(citizen, item)
    etag = citizen.get(path).headers["ETag"]
    filed = citizen.post(f"{path}/submit", {"agreed": True}, etag=etag)
    assert filed.status_code == 200, filed.content
    return path


def _officer() -> Account:
    """One account that holds every post of the trial hall: a fuzzer should get as far as it can."""
    hall, department = Hall.objects.get(), Department.objects.get()
    account = Account.objects.create(username="officer", name="赵一")
    for role, where in (("window_clerk", None), ("reviewer", department.pk), ("decider", department.pk)):
        give_post(account_id=account.pk, role=role, hall_id=hall.pk, department_id=where, actor=SYSTEM)
    return account


def _move_on(officer: Actor) -> None:
    """Of the cases that have come in: two wait, one wants a supplement, the others have gone further."""
    found = list(Case.objects.order_by("number"))
    ask_supplement(found[2].pk, wanted=[Wanted("material", "lease", "租赁合同", "看不清")], actor=officer)
    for case in found[3:]:
        accept_case(case.pk, actor=officer)
    colleague = Actor(
        Account.objects.create(username="colleague", name="钱二").pk, "钱二", "officer", posts=officer.posts
    )
    for case in found[4:]:
        conclude_review(case.pk, department_id=case.department_id, passed=True, actor=colleague)
    decide: Any = decide_case
    decide(found[5].pk, outcome="granted", actor=officer)


def _licence(holder: Party, serial: int) -> str:
    kind, _ = LicenceType.objects.get_or_create(
        code="11100000000013338W001",
        defaults={"name": "食品经营许可证", "legal_basis": "食品安全法", "is_demo_code": True},
    )
    number = f"1.2.156.3005.2.11100000000013338W001.11341600MB1234567X.2026{serial:06}.001.Y"
    key = default_storage.save(f"documents/{uuid4()}", ContentFile(a_pdf()))
    paper = Document.objects.create(
        kind="licence",
        number=number,
        title=kind.name,
        issuer="市监局",
        holder_shown="申**",
        about=uuid4(),
        dedupe=uuid4().hex,
        verify_code=f"W{serial:015}",
        issued_at=now(),
        storage_key=key,
        sha256=uuid4().hex * 2,
        size=1,
        signer="演示",
        signature_level="B-B",
        is_demo=True,
    )
    Licence.objects.create(
        type=kind,
        number=number,
        case_id=uuid4(),
        case_number="341600",
        holder=holder,
        holder_kind="natural",
        holder_name=holder.name,
        issuer_name="市监局",
        issuer_code="11341600MB1234567X",
        state="valid",
        valid_from=today(),
        issued_at=now() - timedelta(days=serial),
        document=paper,
    )
    return number


def _publish() -> None:
    hall, department = Hall.objects.get(), Department.objects.get()
    for days in range(3):
        moment = now() - timedelta(days=days)
        PublishedDecision.objects.create(
            case_id=UUID(int=days),
            case_number=f"3416002026{days:011}",
            item_id=1,
            item_name="户口登记",
            hall=hall,
            department=department,
            applicant_kind="natural",
            applicant_shown="自然人",
            outcome="granted",
            decided_on=today() - timedelta(days=days),
            decided_at=moment,
            published_at=moment,
        )
