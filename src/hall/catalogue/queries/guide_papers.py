"""One paper as a guide's page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from hall.catalogue.models import GuideMaterial
from hall.catalogue.rules.situations.outcome import Need

__all__ = ["Paper"]

FORMS = {"原件": _("原件"), "复印件": _("复印件"), "原件和复印件": _("原件和复印件")}
MEDIA = {
    "纸质": _("纸质"),
    "电子": _("电子版"),
    "纸质和电子": _("纸质和电子版"),
    "纸质或电子": _("纸质或电子版"),
}
GIVERS = {"申请人自备": _("自己准备"), "政府部门核发": _("政府部门发的")}


@dataclass(frozen=True)
class Paper:
    """One paper as a page shows it. At a counter nothing is looked up beforehand, so nothing is spared."""

    stored: GuideMaterial
    filed_online: bool
    need: Need | None = None  # what the reader's situation says of it; None where no table rules it

    @property
    def is_spared(self) -> bool:
        return self.filed_online and bool(self.stored.held_as or self.stored.filled_online)

    @property
    def is_conditional(self) -> bool:
        if self.need is not None:
            return self.need in {Need.OPEN, Need.OPTIONAL}
        return self.stored.must == GuideMaterial.Must.CONDITIONAL

    @property
    def is_excluded(self) -> bool:
        """Whether in the situation that the reader has told nobody asks for it."""
        return self.need == Need.SPARED

    @property
    def may_follow(self) -> bool:
        """Whether it may come after acceptance (容缺后补) or be spared on good credit."""
        return self.stored.must in {GuideMaterial.Must.LATER, GuideMaterial.Must.WAIVED}

    @property
    def form(self) -> Any:
        return FORMS.get(self.stored.original, self.stored.original)

    @property
    def medium(self) -> Any:
        return MEDIA.get(self.stored.medium, self.stored.medium)

    @property
    def comes_from(self) -> Any:
        return GIVERS.get(self.stored.source, "")

    @property
    def has_more(self) -> bool:
        paper = self.stored
        said = (paper.note, paper.blank_form, paper.law, paper.sample, paper.fill_note, paper.accept_standard)
        return any((*said, paper.paper_format, paper.source_note))
