"""
Addresses of pages: worked out once for each page, not once for each row that leads to it.

Django looks through every pattern of the name for each address; a list of a hundred rows pays for it a hundred times.
"""

from functools import cache
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, reverse


def address(name: str, *places: object, **named: object) -> str:
    """Return the address of a page by its URL name, with its parts in order or by name."""
    if named or not all(isinstance(place, UUID) for place in places):
        return reverse(name, args=places or None, kwargs=named or None)
    return _pattern(name, len(places), get_script_prefix(), settings.ROOT_URLCONF).format(*places)


@cache  # there are no more names than pages, and what they mean stands in the code
def _pattern(name: str, places: int, prefix: str, urls: str) -> str:
    """Return the address of a page with a gap for each of its ids."""
    stand_ins = [UUID(int=number) for number in range(1, places + 1)]
    made = reverse(name, args=stand_ins)
    for stand_in in stand_ins:
        made = made.replace(str(stand_in), "{}")
    return made
