"""Looks at what people send in a process of its own, with limits: what is wrong with a file cannot take us down with it."""

import json
from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile

from safeguarding.core.files import contents, names
from safeguarding.core.files.contents import NotKept
from safeguarding.kit import confined

MODULE = "safeguarding.core.files.looker"
MEMORY = 512 * 1024 * 1024  # bytes of address space
SECONDS = 10
TOO_LONG = "The file takes longer than {} seconds to check, so it was not kept. Save it again and choose it once more."
TOO_MUCH = "The file takes more memory to check than one of its size should, or is damaged. Save a smaller copy and choose that."


def type_of(content: bytes, name: str) -> contents.Type:
    """
    Return the type of a file that may be kept, as `contents.type_of` does, from a process that cannot harm this one.

    :raises NotKept: with words that say why.
    """
    asked = {"name": name, "memory": MEMORY, "seconds": SECONDS}
    try:
        answer = json.loads(confined.ask(MODULE, asked, content, seconds=SECONDS))
    except confined.Overrun as overrun:
        raise NotKept(TOO_LONG.format(overrun.seconds) if overrun.seconds is not None else TOO_MUCH) from None
    if "refused" in answer:
        raise NotKept(answer["refused"])
    return contents.TYPES[answer["type"]]


def check_all(uploads: Iterable[UploadedFile]) -> None:
    """
    Look at several files before any is kept, so that all of them are kept or none.

    :raises NotKept: with the name of the first that cannot be kept, and why.
    """
    for upload in uploads:
        name = names.clean(upload.name or "")
        try:
            type_of(contents.read(upload), name)
        except NotKept as why:
            raise NotKept(f"{name}: {why}") from None
