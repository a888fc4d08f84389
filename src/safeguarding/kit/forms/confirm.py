"""A form without a field, for pages that ask once before they do something."""

from django import forms


class Confirm(forms.Form):
    """Nothing to type: the button is the answer."""
