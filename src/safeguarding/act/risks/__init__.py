"""The risk register: what may go wrong in safeguarding, how likely and how bad it is, and what makes it smaller."""
