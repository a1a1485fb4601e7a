from django.apps import AppConfig


class PersonnelConfig(AppConfig):
    """Listens to what happens in the apps below."""

    name = "personnel"

    def ready(self):
        from personnel import receivers  # noqa: F401, PLC0415 - connects itself
