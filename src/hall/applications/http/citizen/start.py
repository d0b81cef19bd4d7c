"""/apply/<item>/: for whom, in which hall, and whether held data may be used. Then the draft begins."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hall.applications.actions.drafts import start_draft
from hall.applications.actions.knowing import REGISTER_PAPERS
from hall.applications.http.citizen.entering import applicant_page
from hall.applications.queries import open_drafts
from hall.applications.queries.editions import AUDIENCE
from hall.applications.queries.situations import asking_of
from hall.applications.rules.asked import Asked, asked_from
from hall.catalogue.public import FilingGuide, ServiceItem, filing_guide, given_in, in_address
from hall.foundation.public import NotFound, Refused
from hall.identity.public import Actor, Party
from hall.places.public import Department, Hall, halls
from hall.registers.public import FIELDS

HELD, OWN = "held", "own"


class StartForm(forms.Form):
    """Three questions, and no answer is assumed where the law wants the applicant's own."""

    use_required_attribute = False
    party = forms.ChoiceField(label=_("为谁办理"), widget=forms.RadioSelect)
    hall = forms.ChoiceField(label=_("在哪个大厅办理"), widget=forms.RadioSelect)
    known = forms.ChoiceField(
        label=_("已有的信息要不要帮您填好"),
        widget=forms.RadioSelect,
        choices=[
            (HELD, _("同意调取已有的登记信息，帮我填好（可以修改）")),
            (OWN, _("不调取，全部由我自己填写和上传")),
        ],
    )

    def __init__(self, parties: list[Party], places: list[Hall], data: object = None, **more: object) -> None:
        super().__init__(data, **more)  # type: ignore[arg-type]
        for name, text in (("party", _("请选择为谁办理")), ("hall", _("请选择在哪个大厅办理"))):
            self.fields[name].error_messages |= {"required": text, "invalid_choice": text}
        self.fields["known"].error_messages |= {"required": _("请选择是否同意调取已有的登记信息")}
        self._choose("party", [(str(party.pk), _named(party)) for party in parties])
        self._choose("hall", [(place.slug, place.name) for place in places])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
        if len(choices) == 1:
            self.initial.setdefault(name, choices[0][0])


def _named(party: Party) -> str:
    if party.kind == Party.Kind.NATURAL:
        return gettext("本人：%(name)s") % {"name": party.name}
    return gettext("单位：%(name)s") % {"name": party.name}


@applicant_page
def start(request: HttpRequest, item_code: str, *, actor: Actor) -> HttpResponse:
    """Choose and begin; an open draft is offered to be resumed and never doubled."""
    places = _halls_for(item_code)
    chosen = next((place for place in places if place.slug == request.GET.get("hall")), None)
    guide = filing_guide(item_code, (chosen or places[0]).pk)
    asked = asked_from(guide)
    parties = _who_may(asked, actor)
    sent = request.POST if request.method == "POST" else request.GET if "check" in request.GET else None
    form = StartForm(parties, places, sent, initial={"hall": chosen.slug} if chosen else {})
    drafts = open_drafts([party.pk for party in parties], asked.item_id)
    if request.method == "POST" and form.is_valid():
        place = next(each for each in places if each.slug == form.cleaned_data["hall"])
        party = next(each for each in parties if str(each.pk) == form.cleaned_data["party"])
        draft = start_draft(
            item_code=item_code,
            hall_id=place.pk,
            party_id=party.pk,
            with_held_data=form.cleaned_data["known"] == HELD,
            situation=given_in(request.POST),
            actor=actor,
        )
        if party.pk in drafts:
            messages.info(request, gettext("您有一份没填完的草稿，已为您打开，可以接着填。"))
            return redirect("applications:draft", application_id=draft)
        told = asking_of(asked, given_in(request.POST))
        unclear = told is not None and (not told.outcome.is_complete or told.outcome.ends)
        return redirect(f"applications:{'situation' if unclear else 'draft'}", application_id=draft)
    if request.method == "POST":  # shown by GET: the way back never asks to send again
        return redirect(f"{request.path}?{_said(request)}")
    context = {
        "asking": asking_of(asked, given_in(request.GET)),
        "asked": asked,
        "form": form,
        "drafts": [drafts[party.pk] for party in parties if party.pk in drafts],
        "looked_up": _looked_up(guide, parties),
    }
    return render(request, "applications/start.html", context)


def _said(request: HttpRequest) -> str:
    """What has been answered so far, for the address of the page that asks for the rest."""
    answers = {name: request.POST[name] for name in ("party", "hall", "known") if name in request.POST}
    return urlencode({**answers, **in_address(given_in(request.POST)), "check": "1"})


def _halls_for(item_code: str) -> list[Hall]:
    """The halls with a department that does this item, in the city's order."""
    function = ServiceItem.objects.filter(code=item_code).values_list("function", flat=True).first()
    if function is None:
        raise NotFound(gettext("没有这个事项。"), remedy=gettext("请用搜索找到要办的事项。"))
    able = set(Department.objects.filter(function=function).values_list("hall_id", flat=True))
    found = [place for place in halls() if place.pk in able]
    if not found:
        raise Refused(gettext("还没有大厅在网上办理这个事项。"), remedy=gettext("请看办事指南，到窗口办理。"))
    return found


def _who_may(asked: Asked, actor: Actor) -> list[Party]:
    """Oneself first, then the firms one represents, as far as the item is for them."""
    kinds = {"natural_person": Party.Kind.NATURAL, "legal_person": Party.Kind.LEGAL}
    allowed = {kinds[audience] for audience in asked.audiences if audience in kinds} or set(Party.Kind)
    parties = Party.objects.filter(pk__in=actor.parties, kind__in=allowed)
    found = sorted(parties, key=lambda party: (party.pk != actor.party_id, party.name))
    if not found:
        raise Refused(
            gettext("这个事项不面向您这类申请人。"),
            remedy=gettext("面向企业等单位的事项，请由法定代表人登录后办理。"),
        )
    return found


def _looked_up(guide: FilingGuide, parties: list[Party]) -> list[tuple[str, list[str]]]:
    """What would be looked up, for the notice before consent (个人信息保护法 第十七条): of each kind of
    applicant what its own questions and papers want, and nothing that only the other kind is asked.
    """
    found = {kind: _wanted(guide, kind) for kind in dict.fromkeys(party.kind for party in parties)}
    if len({tuple(names) for names in found.values()}) == 1:
        return [("", next(iter(found.values())))]
    return list(found.items())


def _wanted(guide: FilingGuide, kind: str) -> list[str]:
    own = [part for part in guide.form.sections if part.audience in ("", AUDIENCE[kind])]
    names = [field.held for part in own for field in part.fields if field.held]
    names += [REGISTER_PAPERS[each.held_as] for each in guide.materials if each.held_as in REGISTER_PAPERS]
    if kind == Party.Kind.NATURAL:
        names = [name for name in names if not name.startswith("firm.")]
    return [FIELDS[name].label for name in dict.fromkeys(names) if name in FIELDS]
