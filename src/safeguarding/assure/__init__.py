"""What we conclude: validation, themes, indicators, visits and oversight."""
