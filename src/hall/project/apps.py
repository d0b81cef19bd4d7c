from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Last of all apps: when every room stands, ports get their adapters and events their reactions."""

    name = "hall.project"
    label = "project"

    def ready(self) -> None:
        from hall.project import wiring  # noqa: F401
