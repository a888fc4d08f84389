"""What people type: fields that draw themselves in the NHS.UK style, and the hygiene of what arrives."""
