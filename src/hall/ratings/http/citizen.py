"""/my/applications/<id>/rate/: first the grade, then why. Two small pages that need no script."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hall.foundation.public import Invalid
from hall.identity.public import actor_of
from hall.ratings.actions import open_to, rate_case
from hall.ratings.http.forms import RateForm
from hall.ratings.queries import RateableCase, rateable, rating_of, tags_by_grade
from hall.ratings.rules.grades import GRADES, satisfaction


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, application_id: UUID) -> HttpResponse:
    case = open_to(rateable(application_id=application_id), actor_of(request))
    given = rating_of(case.case_id)
    if given is not None:
        context = {"case": case, "given": given, "grade": satisfaction(given.grade)}
        return render(request, "ratings/given.html", context)
    grade = _grade(request.POST.get("grade") or request.GET.get("grade", ""))
    if grade is None:
        grades = [(each, satisfaction(each).label) for each in GRADES]
        return render(request, "ratings/grade.html", {"case": case, "grades": grades})
    return _reasons(request, case, grade)


def _reasons(request: HttpRequest, case: RateableCase, grade: int) -> HttpResponse:
    form = RateForm(request.POST or None, grade=grade, tags=tags_by_grade()[grade])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            rate_case(
                case_id=case.case_id,
                grade=grade,
                tags=said["tags"],
                comment=said["comment"],
                actor=actor_of(request),
            )
        except Invalid as refused:
            for field, told in refused.errors.items():
                form.add_error(field, told)
        else:
            messages.success(request, _("评价已收到，谢谢您。"))
            return redirect(f"/my/applications/{case.application_id}/")
    context = {"case": case, "form": form, "grade": satisfaction(grade)}
    return render(request, "ratings/reasons.html", context, status=422 if form.errors else 200)


def _grade(asked: str) -> int | None:
    return int(asked) if asked.isdecimal() and int(asked) in GRADES else None
