"""What people are asked when they sign in or change a password: allauth's forms in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _


def _unrepeat(form: forms.Form) -> None:
    """Labels stand above the boxes, so nothing is repeated inside them."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _unrepeat(self)
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("在这台设备上保持登录")
        self.fields["remember"].help_text = _("公用电脑上请不要选")


class NewPasswordForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _unrepeat(self)
        self.fields["oldpassword"].help_text = ""
