"""What we aim for: plans, one tree of aims, what was achieved, activities and projects."""
