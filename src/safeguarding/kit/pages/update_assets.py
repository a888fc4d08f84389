"""
Unpack the NHS.UK design system's built files into our static folder, mended so that they serve themselves.

Run it by hand when the design system moves on: docs/howto/update-the-design-system.md.
"""

import base64
import hashlib
import re
import sys
import tarfile
from pathlib import Path

VERSION = "10.6.1"
# The registry's own integrity value for nhsuk-frontend 10.6.1, so that a changed package is refused.
INTEGRITY = "PZorqQZjZx/A26yJoskCL9z0ib6AtkAyF0o4K/RHr8zRrJyXrUOCnMbjy0VNXsGO4tfTNMwqlkwATKs4a0xayw=="
BUILT = "package/dist/nhsuk/"
FOLDER = Path(__file__).parent / "static" / "nhsuk"
ICONS_IN_CSS = re.compile(r"url\(/assets/")
FRUTIGER = re.compile(r"@font-face\{[^}]*assets\.nhs\.uk[^}]*\}")
SOURCE_MAP = re.compile(r"\s*(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*$")


def mend_styles(css: str) -> str:
    """
    Return the style sheet without its map, without the licensed font, and with addresses beside itself.

    Frutiger is licensed to NHS organisations that register for it; Arial is the service manual's own fallback.
    """
    return SOURCE_MAP.sub("\n", ICONS_IN_CSS.sub("url(assets/", FRUTIGER.sub("", css)))


def mend_script(script: str) -> str:
    """Return the script without the pointer to a map that we do not ship."""
    return SOURCE_MAP.sub("\n", script)


def is_genuine(package: bytes) -> bool:
    """Test whether the package is byte for byte the one that was reviewed."""
    return base64.b64encode(hashlib.sha512(package).digest()).decode() == INTEGRITY


def wanted(name: str) -> bool:
    """Test whether a file of the package is one that pages use: icons of the style sheet, not the NHS logo."""
    return name.startswith(
        (f"{BUILT}assets/images/nhsuk-icon-arrow", f"{BUILT}assets/images/nhsuk-icon-cross")
    )


def _content(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    if file is None:
        raise ValueError(f"{name} is a folder or a link, and should be a file.")
    return file.read()


def unpack(package: Path, folder: Path = FOLDER) -> list[Path]:
    """Write the style sheet, the script and the icons into the folder, and return what was written."""
    if not is_genuine(package.read_bytes()):
        raise ValueError(f"{package.name} is not nhsuk-frontend {VERSION} as it was reviewed.")
    style, script = f"nhsuk-frontend-{VERSION}.min.css", f"nhsuk-frontend-{VERSION}.min.js"
    with tarfile.open(package) as archive:
        files = {name: _content(archive, name) for name in archive.getnames() if wanted(name)}
        css = _content(archive, BUILT + style).decode()
        js = _content(archive, BUILT + script).decode()
    written = {folder / name.removeprefix(BUILT): content for name, content in files.items()}
    written |= {folder / style: mend_styles(css).encode(), folder / script: mend_script(js).encode()}
    for path, content in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return sorted(written)


if __name__ == "__main__":
    for path in unpack(Path(sys.argv[1])):
        sys.stdout.write(f"{path.relative_to(FOLDER.parent)}\n")
