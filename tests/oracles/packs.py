"""The rule packs that have an oracle: name of the list → (folder under rules/, module)."""

import contacts
import funnel
import materials
import segmentation
import testing
import worth

PACKS = {
    "testing": ("laboratory", testing),
    "materials": ("building-materials", materials),
    "contacts": ("building-materials", contacts),
    "segmentation": ("it-hardware", segmentation),
    "funnel": ("key-accounts", funnel),
    "worth": ("key-accounts", worth),
}
