"""What CPSV-AP 3.2.0 demands, restated row by row, and written as SHACL for a validator.

The published file (semiceu.github.io/CPSV-AP/releases/3.2.0/shacl/cpsv-ap-SHACL.ttl) says of each class which
properties it may have, how many, and of what class or datatype. The same constraints stand here as a table,
in our own form: `hall opendata check --shapes FILE` judges by the published file itself.
"""

from __future__ import annotations

from typing import Final

from hall.catalogue.rules.linked.terms import VOCABULARIES

__all__ = ["CONSTRAINTS", "as_turtle"]

_TEXT, _CONCEPT = "rdf:langString", "skos:Concept"
_ONE_TEXT: Final = f"1..* {_TEXT}"
_LANGUAGE = "* dct:LinguisticSystem"

#: class → property → "how many  what": a class (`cv:Cost`), a datatype (`xsd:…`, `rdf:…`) or nothing.
CONSTRAINTS: Final[dict[str, dict[str, str]]] = {
    "locn:Address": {
        f"locn:{name}": f"* {_TEXT}"
        for name in (
            "thoroughfare", "adminUnitL1", "addressArea", "adminUnitL2", "postName", "locatorName",
            "fullAddress",
        )
    },
    "foaf:Agent": {
        "dct:title": _ONE_TEXT, "cv:participates": "* cv:Participation", "locn:address": "* locn:Address",
        "dct:identifier": "1..1",
    },
    "cv:BusinessEvent": {"dct:type": f"* {_CONCEPT}"},
    "cv:LifeEvent": {"dct:type": f"* {_CONCEPT}"},
    "cv:Channel": {
        "dct:type": f"0..1 {_CONCEPT}", "cv:processingTime": "0..1 xsd:duration", "dct:identifier": "1..1",
        "cv:openingHours": "* time:TemporalEntity", "cv:ownedBy": "* org:Organization",
        "cpsv:hasInput": "* cv:Evidence", "cv:specialOpeningHoursSpecification": "* time:TemporalEntity",
        "dct:description": f"* {_TEXT}",
    },
    "skos:Collection": {"skos:member": f"* {_CONCEPT}"},
    "cv:ContactPoint": {
        "cv:openingHours": "* time:TemporalEntity", "cv:contactPage": "* foaf:Document",
        "cv:specialOpeningHoursSpecification": "* time:TemporalEntity",
    },
    "cv:Cost": {
        "cv:ifAccessedThrough": "0..1 cv:Channel", "cv:hasValue": "0..1 xsd:double",
        "cv:currency": f"0..1 {_CONCEPT}", "cv:isDefinedBy": "* org:Organization",
        "dct:identifier": "1..1", "dct:description": f"* {_TEXT}",
    },
    "dcat:Dataset": {
        "dct:title": _ONE_TEXT, "dct:publisher": "1..1 foaf:Agent", "dct:description": _ONE_TEXT,
        "dct:hasPart": "* cpsv:PublicService", "dcat:landingPage": "* foaf:Document",
    },
    "cv:Event": {
        "dct:title": _ONE_TEXT, "dct:identifier": "1..1", "cv:hasRelatedService": "* cpsv:PublicService",
        "dct:description": f"* {_TEXT}",
    },
    "cv:Evidence": {
        "dct:conformsTo": "* cv:EvidenceType", "dct:type": f"0..1 {_CONCEPT}", "dct:title": _ONE_TEXT,
        "dct:language": _LANGUAGE, "cv:supportsRequirement": "* cv:Requirement", "dct:identifier": "1..1",
        "dct:description": f"* {_TEXT}", "foaf:page": "* foaf:Document",
    },
    "cv:EvidenceType": {"dct:identifier": "1..1", "cv:evidenceTypeClassification": f"* {_CONCEPT}"},
    "eli:LegalResource": {"dct:relation": "* eli:LegalResource"},
    "cv:Output": {
        "dct:title": _ONE_TEXT, "dct:language": _LANGUAGE, "dct:type": f"* {_CONCEPT}",
        "dct:identifier": "1..1", "dct:description": f"* {_TEXT}",
    },
    "cv:Participation": {
        "cv:hasParticipant": "1..1 foaf:Agent", "dct:identifier": "1..1", "dct:description": _ONE_TEXT,
        "cv:role": f"1..* {_CONCEPT}",
    },
    "cv:PublicOrganisation": {"dct:spatial": "1..* eu:atu-type", "skos:prefLabel": _ONE_TEXT},
    "cpsv:PublicService": {
        "dct:identifier": "1..1", "dct:title": _ONE_TEXT, "dct:description": _ONE_TEXT,
        "cv:hasCompetentAuthority": "1..* cv:PublicOrganisation", "adms:status": f"0..1 {_CONCEPT}",
        "cv:processingTime": "0..1 xsd:duration", "cv:hasInputType": "* cv:EvidenceType",
        "cv:hasChannel": "* cv:Channel", "dct:language": _LANGUAGE,
        "cv:relatedService": "* cpsv:PublicService", "cv:sector": f"* {_CONCEPT}",
        "dcat:keyword": f"* {_TEXT}", "cpsv:produces": "* cv:Output", "dct:isPartOf": "* dcat:Dataset",
        "cv:hasCost": "* cv:Cost", "cv:contactPoint": "* cv:ContactPoint",
        "cv:isClassifiedBy": f"* {_CONCEPT}", "cpsv:hasInput": "* cv:Evidence",
        "dct:spatial": "* dct:Location", "dct:audience": f"* {_CONCEPT}",
        "dct:requires": "* cpsv:PublicService", "cv:thematicArea": f"* {_CONCEPT}",
        "cv:holdsRequirement": "* cv:Requirement", "cpsv:follows": "* cpsv:Rule",
        "cv:isGroupedBy": "* cv:Event", "dct:type": f"* {_CONCEPT}",
        "cv:hasParticipation": "* cv:Participation", "cv:hasLegalResource": "* eli:LegalResource",
    },
    "cv:Requirement": {
        "cv:fulfils": "* cpsv:Rule", "dct:title": _ONE_TEXT, "dct:type": f"* {_CONCEPT}",
        "dct:identifier": "1..1", "cv:hasSupportingEvidence": "* cv:Evidence",
    },
    "cpsv:Rule": {
        "dct:type": f"0..1 {_CONCEPT}", "dct:title": _ONE_TEXT, "dct:language": _LANGUAGE,
        "cpsv:implements": "* eli:LegalResource", "dct:identifier": "1..1", "dct:description": _ONE_TEXT,
    },
    "cv:ServiceConcessionContract": {
        "cv:hasContractingAuthority": "1..* cv:PublicOrganisation", "dct:title": _ONE_TEXT,
        "cv:hasEconomicOperator": "1..* org:Organization", "dct:identifier": "1..1",
        "dct:description": _ONE_TEXT, "cv:establishedUnder": "* eli:LegalResource",
    },
    "time:TemporalEntity": {"cv:frequency": f"* {_CONCEPT}", "dct:description": f"* {_TEXT}"},
}  # fmt: skip


def as_turtle() -> str:
    """The table as SHACL, in Turtle."""
    prefixes = {
        **VOCABULARIES,
        "sh": "http://www.w3.org/ns/shacl#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
    lines = [f"@prefix {name}: <{address}> ." for name, address in prefixes.items()]
    for target, properties in CONSTRAINTS.items():
        shapes = " ;\n  ".join(_property(path, demand) for path, demand in properties.items())
        lines.append(f"[] a sh:NodeShape ; sh:targetClass {target} ;\n  {shapes} .")
    return "\n".join(lines)


def _property(path: str, demand: str) -> str:
    times, _, what = demand.partition(" ")
    least, _, most = times.partition("..")
    parts = [f"sh:path {path}"]
    if least not in {"0", "*"}:
        parts.append(f"sh:minCount {least}")
    if most not in {"", "*"}:
        parts.append(f"sh:maxCount {most}")
    if what:
        kind = "datatype" if what.startswith(("xsd:", "rdf:")) else "class"
        parts.append(f"sh:{kind} {what}")
    return f"sh:property [ {' ; '.join(parts)} ]"
