"""/open/: what data there are, in which form, and what one may do with them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hall.catalogue.queries.publishing import field_names, last_change, number_of_services, publisher
from hall.foundation.public import for_everybody

#: The files, in the order in which most people want them: name, form, what is in it.
FILES = (
    ("guides.csv", "CSV", _("实施清单：每项一行，每个字段一列，可以直接用表格软件打开")),
    ("guides.ndjson", "NDJSON", _("实施清单：每行一项，每个值都带出处，含全部材料")),
    ("services.jsonld", "JSON-LD", _("全部事项，按 CPSV-AP 3.2 描述，一个文件")),
    ("services.ndjson", "NDJSON-LD", _("全部事项，按 CPSV-AP 3.2 描述，每行一项")),
    ("changes.atom", "Atom", _("变更：办事指南的发布、更替与撤回，可用阅读器订阅")),
    ("changes.json", "JSON", _("变更：同样的内容，供程序按游标逐页读取")),
    ("catalogue.jsonld", "JSON-LD", _("数据目录（DCAT 3），供数据门户收录")),
)
KNOWN_LICENCES = {
    "https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0 1.0",
}


@for_everybody()
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    who = publisher()
    context = {
        "files": FILES,
        "services": number_of_services(),
        "fields": len(field_names()),
        "changed_at": last_change(),
        "publisher": who,
        "licence": KNOWN_LICENCES.get(who.licence, who.licence),
    }
    return render(request, "catalogue/open.html", context)
