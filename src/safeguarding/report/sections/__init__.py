"""One file for each section of a report: a function from what is asked to blocks, reading the registers."""
