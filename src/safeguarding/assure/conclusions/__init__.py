"""What an organisation concludes of its own safeguarding for a period, and against what background."""
