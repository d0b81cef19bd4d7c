"""A service in the words that search engines read on a page: schema.org GovernmentService."""

from __future__ import annotations

from typing import Any

from hall.catalogue.rules.linked.cpsv import summary
from hall.catalogue.rules.linked.described import Described

__all__ = ["government_service"]


def government_service(described: Described, base: str, city: str) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": f"{base}{described.page}#service",
        "url": base + described.page,
        "name": described.name,
        "identifier": described.code,
        "serviceType": described.kind,
        "description": summary(described),
        "inLanguage": "zh-Hans",
        "jurisdiction": {"@type": "AdministrativeArea", "name": city},
        "provider": [
            {
                "@type": "GovernmentOrganization",
                "name": body.name,
                "url": base + body.page,
                "areaServed": {"@type": "AdministrativeArea", "name": body.place.name},
            }
            for body in described.bodies
        ],
        "audience": [{"@type": "Audience", "audienceType": name} for _, name in described.audiences],
        "serviceOutput": described.result and {"@type": "Thing", "name": described.result},
        "isAccessibleForFree": {"否": True, "是": False}.get(str(described.facts.get("fee", ""))),
        "availableChannel": described.apply_page and {
            "@type": "ServiceChannel",
            "serviceUrl": base + described.apply_page,
            "availableLanguage": "zh-Hans",
        },
    }  # fmt: skip
    return {key: value for key, value in node.items() if value not in (None, "", [])}
