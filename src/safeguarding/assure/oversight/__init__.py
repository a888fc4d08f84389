"""Closer oversight of providers: quality processes they enter and leave, what befalls them, and how assurance was had."""
