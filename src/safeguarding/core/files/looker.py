"""The process that `looking` asks: it gives up what it does not need, looks at one file and answers in one line."""

import json
import sys

from safeguarding.core.files import contents
from safeguarding.kit import confined


def main() -> None:
    """Answer one question from standard input on standard output."""
    asked = confined.question()
    confined.confine(memory=asked["memory"], seconds=asked["seconds"])
    try:
        answer = {"type": contents.type_of(sys.stdin.buffer.read(), asked["name"]).key}
    except contents.NotKept as refused:
        answer = {"refused": str(refused)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
