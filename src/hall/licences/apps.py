from django.apps import AppConfig


class LicencesConfig(AppConfig):
    name = "hall.licences"
    label = "licences"
    default_auto_field = "django.db.models.BigAutoField"
