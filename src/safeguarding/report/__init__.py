"""What we tell others: dashboards, papers, publications and exports."""
