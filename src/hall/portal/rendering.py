"""How Django draws forms here: every `{{ form }}` and `{{ field }}` in the hall's own markup."""

from django.forms.renderers import TemplatesSetting


class HallForms(TemplatesSetting):
    form_template_name = "portal/components/form.html"
    field_template_name = "portal/components/field.html"
