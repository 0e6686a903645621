"""What is typed in accreditation."""

from muntada.accreditation.forms.applications import AloneForm, ApplicationForm, PhotoForm

__all__ = ["AloneForm", "ApplicationForm", "PhotoForm"]
