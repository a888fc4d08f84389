"""The files of the Organisation Data Service and the look-ups of geography, as they are published."""
