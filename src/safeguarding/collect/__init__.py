"""What we are told: frameworks, assessments, returns, imports, counts and reviews."""
