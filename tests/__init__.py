"""The tests: one folder for each room, and the house rules, facts and journeys.."""
