"""The two ways to check a paper: its code, or its file."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from hall.documents.rules import codes

LARGEST_FILE = 10 * 1024 * 1024


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("核验码"),
        max_length=40,
        help_text=_("印在文书或证照的二维码旁，共 16 位；大小写和连字符不影响。"),
        widget=forms.TextInput(
            attrs={
                "class": "w-m",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("请输入核验码。")},
    )

    def clean_code(self) -> str:
        code = codes.normalise(self.cleaned_data["code"])
        if not codes.is_code(code):
            raise forms.ValidationError(_("核验码应为 16 位数字和字母，请对照文书核对。"))
        return code


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("PDF 文件"),
        help_text=_("选择收到的 PDF 原件，不超过 10 MB。文件只用于本次核验，不保存。"),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={"required": _("请选择要核验的 PDF 文件。"), "empty": _("这个文件是空的。")},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is None or file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("文件大小为 %(size)s，超过 10 MB，请上传原件。") % {"size": filesizeformat(file.size or 0)}
            )
        return file
