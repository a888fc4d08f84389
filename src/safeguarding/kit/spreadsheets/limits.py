"""How large a file may be, and the refusal that says so."""

from typing import NamedTuple

from safeguarding.kit.refusals import Refused

MB = 1024 * 1024


class FileRefused(Refused):
    """A file that cannot be taken; the message says why and what to do, and can be shown."""


class Limits(NamedTuple):
    """The most that one file may hold; each is checked before the work it would cause."""

    bytes: int = 50 * MB
    inflated: int = 400 * MB  # all parts of a workbook together
    ratio: int = 200  # inflated to compressed, of one part larger than a megabyte; real sheets reach about 30
    parts: int = 2_000
    rows: int = 100_001  # with the headings
    columns: int = 250
    cells: int = 5_000_000
    cell_characters: int = 32_767  # what a cell of Excel holds
    seconds: int = 20  # by the clock, in the guarded process
    memory: int = 768 * MB  # address space of the guarded process


DEFAULT = Limits()
