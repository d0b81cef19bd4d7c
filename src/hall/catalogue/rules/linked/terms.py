"""The words that our JSON-LD uses, and the vocabularies they come from.

Sources: CPSV-AP 3.2.0 (semiceu.github.io/CPSV-AP/releases/3.2.0), DCAT 3 (w3.org/TR/vocab-dcat-3), the EU
authority tables for languages, currencies and frequencies.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

__all__ = ["CONTEXT", "CPSV_AP", "VOCABULARIES", "concept", "iri", "linguistic"]

CPSV_AP: Final = "https://semiceu.github.io/CPSV-AP/releases/3.2.0/"
_AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
CHINESE: Final = f"{_AUTHORITY}language/ZHO"
YUAN: Final = f"{_AUTHORITY}currency/CNY"
CONTINUOUS: Final = f"{_AUTHORITY}frequency/CONT"
IN_USE: Final = "http://purl.org/adms/status/Completed"

VOCABULARIES: Final[dict[str, str]] = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "eu": "http://data.europa.eu/88u/dataset/",
}


def _said(name: str) -> dict[str, Any]:
    return {"@id": name, "@language": "zh-Hans"}


def _leads(name: str) -> dict[str, str]:
    return {"@id": name, "@type": "@id"}


_LEADING: Final = {
    "accrualPeriodicity": "dct:accrualPeriodicity", "accessURL": "dcat:accessURL",
    "addressee": "dct:audience", "conformsTo": "dct:conformsTo", "contactPage": "cv:contactPage",
    "contactPoint": "cv:contactPoint", "currency": "cv:currency", "dataset": "dcat:dataset",
    "distribution": "dcat:distribution", "downloadURL": "dcat:downloadURL", "follows": "cpsv:follows",
    "hasChannel": "cv:hasChannel", "hasCompetentAuthority": "cv:hasCompetentAuthority",
    "hasCost": "cv:hasCost", "hasInput": "cpsv:hasInput", "hasLegalResource": "cv:hasLegalResource",
    "holdsRequirement": "cv:holdsRequirement", "isClassifiedBy": "cv:isClassifiedBy",
    "isGroupedBy": "cv:isGroupedBy", "isPartOf": "dct:isPartOf", "kind": "dct:type",
    "landingPage": "dcat:landingPage", "language": "dct:language", "license": "dct:license",
    "page": "foaf:page", "produces": "cpsv:produces", "publisher": "dct:publisher", "spatial": "dct:spatial",
    "status": "adms:status", "thematicArea": "cv:thematicArea", "themeTaxonomy": "dcat:themeTaxonomy",
    "mediaType": "dcat:mediaType", "service": "dcat:service", "servesDataset": "dcat:servesDataset",
    "endpointURL": "dcat:endpointURL", "endpointDescription": "dcat:endpointDescription",
}  # fmt: skip

CONTEXT: Final[dict[str, Any]] = {
    **VOCABULARIES,
    "id": "@id",
    "type": "@type",
    "name": _said("dct:title"),
    "description": _said("dct:description"),
    "label": _said("skos:prefLabel"),
    "keyword": _said("dcat:keyword"),
    "telephone": "cv:telephone",
    "identifier": "dct:identifier",
    "notation": "skos:notation",
    "version": "dcat:version",
    "processingTime": {"@id": "cv:processingTime", "@type": "xsd:duration"},
    "hasValue": {"@id": "cv:hasValue", "@type": "xsd:double"},
    "modified": {"@id": "dct:modified", "@type": "xsd:dateTime"},
    "valid": {"@id": "dct:valid", "@type": "xsd:date"},
    **{term: _leads(name) for term, name in _LEADING.items()},
}


def iri(base: str, *parts: str) -> str:
    """An address of ours that names a thing of open data."""
    return "/".join([base.rstrip("/"), "open", *(quote(part, safe="") for part in parts)])


def concept(identity: str, label: str = "", notation: str = "") -> dict[str, Any]:
    node: dict[str, Any] = {"id": identity, "type": "skos:Concept"}
    if label:
        node["label"] = label
    if notation:
        node["notation"] = notation
    return node


def linguistic() -> dict[str, str]:
    return {"id": CHINESE, "type": "dct:LinguisticSystem"}
