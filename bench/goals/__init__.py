"""One file for each goal; `measure(run)` returns its lines."""
