"""The entry of our data in a portal's catalogue: DCAT 3."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from hall.catalogue.rules.linked.cpsv import dataset_reference, place
from hall.catalogue.rules.linked.described import Publisher
from hall.catalogue.rules.linked.terms import CONTEXT, CONTINUOUS, CPSV_AP, iri, linguistic

__all__ = ["FILES", "File", "portal_entry"]

_MEDIA = "http://www.iana.org/assignments/media-types/"


class File(NamedTuple):
    """One way to have the data: its name under /open/, its media type, what is in it, what it conforms to."""

    name: str
    media: str
    title: str
    follows: str = ""


FILES = (
    File("services.jsonld", "application/ld+json", "全部事项（CPSV-AP 3.2，JSON-LD）", CPSV_AP),
    File("services.ndjson", "application/x-ndjson", "全部事项（CPSV-AP 3.2，每行一项）", CPSV_AP),
    File("guides.csv", "text/csv", "实施清单全部字段（CSV，每个字段一列）"),
    File("guides.ndjson", "application/x-ndjson", "实施清单全部字段（每行一项，含材料与每个值的出处）"),
    File("changes.atom", "application/atom+xml", "办事指南的发布、更替与撤回（Atom）"),
    File("changes.json", "application/json", "办事指南的发布、更替与撤回（JSON，游标翻页）"),
)


def portal_entry(publisher: Publisher, *, services: int, modified: datetime) -> dict[str, Any]:
    """A dcat:Catalog with its dataset, its distributions and the API."""
    base = publisher.base
    dataset = _dataset(publisher, services, modified)
    return {
        "@context": CONTEXT,
        "id": iri(base, "catalogue.jsonld"),
        "type": "dcat:Catalog",
        "name": f"{publisher.city}政务服务开放数据",
        "description": f"{publisher.city}政务服务事项、办事指南及其变更的开放数据。",
        "publisher": dataset["publisher"],
        "license": publisher.licence,
        "language": linguistic(),
        "modified": modified.isoformat(),
        "dataset": [dataset],
        "service": [
            {
                "id": f"{base}/api/v1/",
                "type": "dcat:DataService",
                "name": f"{publisher.city}开放政务大厅接口",
                "endpointURL": f"{base}/api/v1/",
                "endpointDescription": f"{base}/api/v1/openapi.json",
                "servesDataset": dataset["id"],
            }
        ],
    }


def _dataset(publisher: Publisher, services: int, modified: datetime) -> dict[str, Any]:
    base = publisher.base
    dataset = dataset_reference(publisher) | {
        "landingPage": {"id": iri(base, ""), "type": "foaf:Document"},
        "license": publisher.licence,
        "accrualPeriodicity": CONTINUOUS,
        "conformsTo": CPSV_AP,
        "language": linguistic(),
        "modified": modified.isoformat(),
        "keyword": ["政务服务", "办事指南", "实施清单"],
        "contactPoint": {
            "id": publisher.contact,
            "type": "cv:ContactPoint",
            "contactPage": {"id": publisher.contact, "type": "foaf:Document"},
        },
        "dct:extent": f"{services} 项",
        "distribution": [_distribution(file, publisher, modified) for file in FILES],
    }
    return dataset | ({"spatial": place(publisher.place, base)} if publisher.place else {})


def _distribution(file: File, publisher: Publisher, modified: datetime) -> dict[str, Any]:
    address = iri(publisher.base, file.name)
    return {
        "id": f"{address}#distribution",
        "type": "dcat:Distribution",
        "name": file.title,
        "downloadURL": address,
        "accessURL": address,
        "mediaType": _MEDIA + file.media,
        "license": publisher.licence,
        "modified": modified.isoformat(),
        **({"conformsTo": file.follows} if file.follows else {}),
    }
