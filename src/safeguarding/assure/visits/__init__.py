"""Visits, inspections and peer reviews, of any body and by any body, with what they found."""
