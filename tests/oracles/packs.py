"""The rule packs that have an oracle: name of the list → (folder under rules/, module)."""

import agriculture
import contacts
import duties
import funnel
import general
import materials
import projects
import segmentation
import service
import targets
import testing
import training
import worth

PACKS = {
    "testing": ("laboratory", testing),
    "materials": ("building-materials", materials),
    "contacts": ("building-materials", contacts),
    "segmentation": ("it-hardware", segmentation),
    "targets": ("it-hardware", targets),
    "funnel": ("key-accounts", funnel),
    "worth": ("key-accounts", worth),
    "duties": ("key-accounts", duties),
    "training": ("training", training),
    "general": ("general", general),
    "agriculture": ("general", agriculture),
    "projects": ("engineering-projects", projects),
    "service": ("government", service),
}
