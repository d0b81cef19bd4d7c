from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "hall.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"
