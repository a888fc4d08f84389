"""The log of decisions to share information about a person, or not to: who asked, on what basis, who was told."""
