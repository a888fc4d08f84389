"""Home pages, the provider profile and other pages that mix rooms."""
