"""Sources of law, duties, themes, cohorts and local words."""
