"""What runs the product: settings, addresses, middleware and the command line. Imports anyone; imported by no one."""
