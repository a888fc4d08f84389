"""What figures mean: ratings against dated targets, what is worked out of them, claims and sums that must agree."""
