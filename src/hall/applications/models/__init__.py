"""An application as the database holds it: what was asked, what was answered, which files came with it."""

from hall.applications.models.application import Application, AskedGuide, ReceiptSerial
from hall.applications.models.material import MaterialFile
from hall.applications.models.supplement import Supplement

__all__ = ["Application", "AskedGuide", "MaterialFile", "ReceiptSerial", "Supplement"]
