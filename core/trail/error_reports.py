"""Reports of errors, those of DEBUG and those by mail, show names and no values."""

from django.views.debug import SafeExceptionReporterFilter


class WithoutValues(SafeExceptionReporterFilter):
    """Keeps what was sent, and what the program held, from reports of errors: those of DEBUG, those by mail."""

    def is_active(self, request):
        """Always: the database of a developer may be a copy of the office's."""
        return True

    def get_post_parameters(self, request):
        """The names of what was sent."""
        return dict.fromkeys(request.POST, self.cleansed_substitute) if request else {}

    def get_traceback_frame_variables(self, request, tb_frame):
        """The names of what the program held."""
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()
