"""Validation: the commissioner's judgement of each answer, kept apart from the answer, with questions to and fro."""
