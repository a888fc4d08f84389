"""Charts as SVG text: no script, no style sheet, readable in black and white and by a screen reader."""
