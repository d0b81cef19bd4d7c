"""Begin a new item from one that is there: its content is the draft to start from."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from hall.catalogue.actions.contents import chain_of_item, put_content, standing_locked
from hall.catalogue.models import ServiceItem
from hall.catalogue.policies import Permission, require_reach
from hall.catalogue.queries.contents import Standing
from hall.foundation.public import Conflict, Invalid, action, now, record
from hall.identity.public import Actor

__all__ = ["begin_item"]

_BASIC = re.compile(r"[0-9]{2}[0-9A-Z]{8,12}")
_BUSINESS = re.compile(r"[0-9A-Za-z]{2}")


@action("catalogue.item.begin")
def begin_item(*, like: str, name: str, catalog_code: str, business_code: str, actor: Actor) -> str:
    """Enter a new item of the same department and kind as the item `like`, with a draft that says the same.

    Returns: its code. Raises: Refused, NotFound, Conflict when the code is taken, Invalid.
    """
    model = standing_locked([like])[like]
    require_reach(actor, Permission.EDIT, model.item.function)
    errors = _errors(name, catalog_code, business_code)
    if errors:
        raise Invalid(_("还不能新建。"), remedy=_("请改正下面标出的各项。"), errors=errors)
    code = f"{catalog_code}-{business_code}"
    if ServiceItem.objects.filter(code=code).exists():
        raise Conflict(_("已经有编码为 %(code)s 的事项。") % {"code": code}, remedy=_("请核对办理项编码。"))
    old = model.item
    item = ServiceItem.objects.create(
        code=code,
        catalog_code=catalog_code,
        name=name,
        main_item=old.main_item,
        item_type=old.item_type,
        function=old.function,
        audiences=old.audiences,
        topics=old.topics,
        project_type=old.project_type,
        changed_at=now(),
    )
    named = {"name": name, "catalog_code": catalog_code, "yw_code": business_code}
    kept = {key: value for key, value in model.content.items() if key != "implementation_code"} | named
    fresh = Standing(item, None, {key: kept[key] for key in ("type", *named) if key in kept})
    draft = put_content(fresh, kept, seen="", actor=actor)
    if model.guide:
        draft.form_id = model.guide.form_id
        draft.save(update_fields=["form_id"])
    summary = {"code": code, "like": like}
    record(chain=chain_of_item(item.pk), actor=actor, action="catalogue.item.begin", summary=summary)
    return code


def _errors(name: str, catalog_code: str, business_code: str) -> dict[str, str]:
    errors = {}
    if not 2 <= len(name) <= 250:
        errors["name"] = _("名称要有 2 至 250 个字。")
    if not _BASIC.fullmatch(catalog_code):
        errors["catalog_code"] = _("基本编码是 10 至 14 位数字和大写字母，如 000131024000。")
    if not _BUSINESS.fullmatch(business_code):
        errors["business_code"] = _("办理项编码是 2 位，如 02。")
    return errors
