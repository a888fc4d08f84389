"""A page of each kind and every field, with and without errors: for tests and for looking at, not in the product."""
