"""Tests of reading and writing spreadsheets, and the hostile files that they use."""
