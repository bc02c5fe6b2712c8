"""The Django project: settings, sign-in, layout, API root."""
