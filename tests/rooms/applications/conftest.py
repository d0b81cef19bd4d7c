"""A small city: two halls, one item with a form and papers, a mother, her firm, a stranger."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from django.test import Client

from hall.adapters.scanner.demo import DemoScanner
from hall.applications.actions.drafts import save_answers, start_draft
from hall.applications.actions.files import attach_file, take_in
from hall.applications.models import Application
from hall.applications.ports import Scanner
from hall.catalogue.models import FormDefinition, Guide, GuideMaterial, ServiceItem
from hall.foundation.public import bind, digest_of, forget_calendar, now, today
from hall.identity.models import Account, Party, Representation
from hall.identity.public import Actor, actor_for
from hall.places.models import Department, Division, Hall
from hall.registers.models import FirmRecord, PersonRecord
from hall.standards import credit_code, resident_id

FORM = {
    "sections": [
        {
            "title": "申请人",
            "fields": [
                {"key": "name", "label": "姓名", "type": "text", "required": True, "held": "person.name"},
                {
                    "key": "id_number",
                    "label": "身份证号码",
                    "type": "resident_id",
                    "required": True,
                    "held": "person.id_number",
                },
                {
                    "key": "phone",
                    "label": "手机号码",
                    "type": "phone",
                    "required": True,
                    "held": "person.phone",
                },
                {
                    "key": "sex",
                    "label": "性别",
                    "type": "radio",
                    "held": "person.sex",
                    "options": ["男", "女"],
                },
                {"key": "address", "label": "住址", "type": "address", "held": "person.address"},
                {"key": "division", "label": "所在地", "type": "division", "held": "person.division"},
            ],
        },
        {
            "title": "经营场所",
            "fields": [
                {"key": "area", "label": "面积", "type": "number", "required": True, "unit": "平方米"},
                {"key": "opened", "label": "开业日期", "type": "date"},
                {"key": "kinds", "label": "经营项目", "type": "checkbox", "options": ["热食", "冷食"]},
                {"key": "note", "label": "说明", "type": "textarea"},
                {"key": "agreed", "label": "已阅读告知", "type": "checkbox", "required": True},
            ],
        },
    ]
}


def an_id(seventeen: str) -> str:
    return seventeen + resident_id.check_digit(seventeen)


def a_pdf(pages: int = 1) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


@dataclass
class City:
    hall: Hall
    county_hall: Hall
    department: Department
    item: ServiceItem
    guide: Guide
    mother: Actor
    mother_account: Account
    firm: Party
    stranger: Actor
    stranger_account: Account

    def start(self, *, with_held_data: bool = True, party_id: UUID | None = None, **more: Any) -> Application:
        draft = start_draft(
            item_code=self.item.code,
            hall_id=more.pop("hall_id", self.hall.pk),
            party_id=party_id or self.party_id,
            with_held_data=with_held_data,
            actor=self.mother,
        )
        return Application.objects.get(pk=draft)

    @property
    def party_id(self) -> UUID:
        assert self.mother.party_id is not None
        return self.mother.party_id

    def fill(self, application: Application) -> Application:
        """Everything the form asks, and a lease."""
        save_answers(
            application_id=application.pk,
            section="2",
            values={"area": "80", "agreed": "on"},
            seen=application.version,
            done=True,
            actor=self.mother,
        )
        self.upload(application)
        application.refresh_from_db()
        return application

    def upload(self, application: Application, key: str = "lease", name: str = "租赁合同.pdf") -> str:
        taken = take_in(name, a_pdf(application.files.count() + 1), ())
        return attach_file(application_id=application.pk, material_key=key, taken=taken, actor=self.mother)

    def client(self, account: Account | None = None) -> Client:
        client = Client()
        client.force_login(account or self.mother_account)
        return client


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "hall.adapters.durable_files.DurableFiles",
            "OPTIONS": {"location": tmp_path / "files"},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    bind(Scanner, DemoScanner)
    forget_calendar()
    yield
    bind(Scanner, DemoScanner)


@pytest.fixture
def city(db: None) -> City:
    province = Division.objects.create(code="340000000000", name="安徽省", level="province")
    bozhou = Division.objects.create(code="341600000000", name="亳州市", level="city", parent=province)
    county = Division.objects.create(code="341602000000", name="谯城区", level="county", parent=bozhou)
    town = Division.objects.create(code="341602001000", name="花戏楼街道", level="town", parent=county)
    Division.objects.create(code="341602001001", name="东关社区", level="village", parent=town)
    hall = Hall.objects.create(
        slug="bozhou", name="亳州市政务服务大厅", short_name="市级", kind="city", division=bozhou
    )
    county_hall = Hall.objects.create(
        slug="qiaocheng", name="谯城区政务服务大厅", short_name="谯城", kind="county", division=county
    )
    department, _ = (
        Department.objects.create(hall=place, function="市场监管", name=f"{name}市监局", source="测试")
        for place, name in ((hall, "市"), (county_hall, "谯城区"))
    )
    item = _item()
    guide = _guide(item)
    mother_account, mother_party = _person("王秀英", an_id("34990219460307002"), town)
    stranger_account, _ = _person("李四", an_id("34990219800307003"), town)
    firm = _firm(mother_party, county)
    return City(
        hall,
        county_hall,
        department,
        item,
        guide,
        actor_for(mother_account),
        mother_account,
        firm,
        actor_for(stranger_account),
        stranger_account,
    )


def _item() -> ServiceItem:
    return ServiceItem.objects.create(
        code="11341600MB1234567X3|000|01",
        name="食品经营许可",
        item_type="01",
        function="市场监管",
        audiences=["natural_person", "legal_person"],
        topics=[],
        is_online=True,
        has_guide=True,
        changed_at=now(),
    )


def _guide(item: ServiceItem) -> Guide:
    form = FormDefinition.objects.create(
        slug="food", version=1, title="食品经营", definition=FORM, digest="x"
    )
    guide = Guide.objects.create(
        item=item,
        version=1,
        digest="x",
        facts={},
        legal_limit_days=20,
        legal_limit_source="行政许可法 第四十二条",
        promise_limit_days=5,
        visits=0,
        result_name="食品经营许可证",
        form=form,
    )
    papers = [
        {"key": "card", "title": "居民身份证", "held_as": "居民身份证"},
        {"key": "lease", "title": "租赁合同"},
        {"key": "photo", "title": "照片", "must": "非必要"},
        {"key": "form", "title": "申请表", "filled_online": True},
    ]
    for position, paper in enumerate(papers):
        usual = {"must": "必要", "kind": "原件", "original": "电子", "source": "申请人自备"}
        GuideMaterial.objects.create(guide=guide, position=position, **(usual | paper))
    Guide.objects.filter(pk=guide.pk).update(
        state="published", is_current=True, published_at=now(), effective_from=today()
    )
    return guide


def _person(name: str, number: str, town: Division) -> tuple[Account, Party]:
    party = Party.objects.create(
        kind="natural", name=name, id_number=number, id_digest=digest_of(number), phone="16100000001"
    )
    PersonRecord.objects.create(
        id_digest=digest_of(number),
        id_number=number,
        name=name,
        sex="2",
        birth_date=resident_id.birth_date(number),
        ethnicity="汉族",
        marital_status="已婚",
        phone="16100000001",
        address="谯城区魏武大道 12 号",
        division=town,
        household_no="349902000000001",
        household_head=name,
        relation_to_head="户主",
        as_of=date(2026, 10, 1),
        is_demo=True,
    )
    account = Account.objects.create(username=name, name=name, party=party)
    return account, party


def _firm(representative: Party, county: Division) -> Party:
    seventeen = "91349902MA2RGT1T2"
    code = seventeen + credit_code.check_digit(seventeen)
    firm = Party.objects.create(kind="legal", name="谯城药膳馆", id_number=code, id_digest=digest_of(code))
    Representation.objects.create(representative=representative, principal=firm, valid_from=date(2020, 1, 1))
    FirmRecord.objects.create(
        credit_code=code,
        name=firm.name,
        firm_type="有限责任公司",
        legal_representative=representative.name,
        legal_representative_digest=representative.id_digest,
        legal_representative_id=representative.id_number,
        address="谯城区",
        division=county,
        registered_capital=100,
        founded_on=date(2020, 1, 1),
        business_scope="餐饮",
        as_of=date(2026, 10, 1),
    )
    return firm
