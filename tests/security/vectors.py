"""
575 ways to type a program into a text: elements, handlers, addresses, broken quotes, templates and odd spellings.

Each calls `zqran`, which no page of ours has: whoever runs it is caught, and wherever the word stands can be looked at.
"""

from html.parser import HTMLParser

CALL = "zqran()"
MARK = "zqran"
CARRIERS = (
    "img src=x", "svg", "body", "iframe", "video src=x", "audio src=x", "input autofocus", "details open",
    "select autofocus", "textarea autofocus", "marquee", "a href=#", "object data=x", "embed src=x", "math",
    "form", "button autofocus", "div tabindex=0 autofocus", "table", "x",
)  # fmt: skip
HANDLERS = (
    "onerror", "onload", "onclick", "onfocus", "onmouseover", "ontoggle", "onbegin", "onanimationstart", "onpageshow",
    "onwheel", "onscroll", "onstart", "oncanplay", "onpointerover", "onkeydown", "onpaste", "onblur", "oninput",
    "onsubmit", "onhashchange",
)  # fmt: skip
BEFORE = ('">', "'>", "-->", "</title>", "</textarea>", "</script>", "</style>", "]]>", '" autofocus ', "`>")
SHORT = ("<script>{}</script>", "<img src=x onerror={}>", "<svg onload={}>", "<svg><script>{}</script></svg>")
ADDRESSES = (
    "javascript:{}", "JaVaScRiPt:{}", "java\tscript:{}", "java\nscript:{}", " javascript:{}", "javascript&colon;{}",
    "&#106;avascript:{}", "\x01javascript:{}", "vbscript:{}", "data:text/html,<script>{}</script>",
    "data:image/svg+xml,<svg onload={}>", "//evil.example/{}",
)  # fmt: skip
LINKS = (
    '<a href="{}">x</a>', '<iframe src="{}">', '<form action="{}"><button>x', '<button formaction="{}">x',
    '<object data="{}">', '<embed src="{}">', '<base href="{}">', '<meta http-equiv=refresh content="0;url={}">',
)  # fmt: skip
OTHERS = (
    "{{{{constructor.constructor('{}')()}}}}", "${{{}}}", "#{{{}}}", "{{% print {} %}}", "{{{{ {} }}}}", "<%= {} %>",
    "<x hx-on:load='{}'>", "<x hx-on::before-request={}>", "<x data-hx-on:click={}>", "<x hx-get=/ hx-trigger='load[{}]'>",
    "<x hx-vals='js:{{a:{}}}' hx-get=/ hx-trigger=load>", "<x hx-headers='js:{{a:{}}}' hx-get=/ hx-trigger=load>",
    "<ScRiPt>{}</sCrIpT>", "<script/x>{}</script>", "<script\x0c>{}</script>", "<script\n>{}</script\n>", "<scr\x00ipt>{}</script>",
    "<img/src=x/onerror={}>", "<img src=x onerror\n={}>", "<img src=x onerror\t=\t{}>", "<img src=x oNeRrOr={}>",
    "<svg/onload={}//", "<svg><animate onbegin={} attributeName=x dur=1s>", "<svg><a xlink:href='javascript:{}'><text y=9>x",
    "<style>@import 'javascript:{}';</style>", "<x style='width:expression({})'>", "<link rel=stylesheet href='javascript:{}'>",
    "<iframe srcdoc='<script>parent.{}</script>'>", "<template shadowrootmode=open><script>{}</script>",
    "<noscript><p title='</noscript><img src=x onerror={}>'>", "<math><mtext><style><img title='</style><img src=x onerror={}>'>",
    "<!--><script>{}</script>-->", "<![CDATA[><script>{}</script>]]>", "<?xml version='1.0'?><script>{}</script>",
    "+ADw-script+AD4-{}+ADw-/script+AD4-", "&lt;script&gt;{}&lt;/script&gt;", "%3Cscript%3E{}%3C/script%3E",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e", "＜script＞{}＜/script＞", "ʺ><script>{}</script>",
    "';{};//", '";{};//', "`;{};//", "\\';{};//", "*/{};/*", "\u2028{}", "[x](javascript:{})", "![x](x\"onerror=\"{})",
    "<x contenteditable autofocus onfocus={}>", "<dialog open oncancel={}>", "<portal src='javascript:{}'>",
    "<frameset onload={}>", "<isindex action='javascript:{}'>", "<keygen autofocus onfocus={}>", "<applet onerror={}>",
    "<bgsound src='javascript:{}'>", "<layer src='javascript:{}'>", "<input type=image src=x onerror={}>",
)  # fmt: skip
MANY = 575


def vectors() -> list[str]:
    """Return every vector, no two alike; the handlers vary quickest, so that any stretch of them is mixed."""
    found = [f"{break_out}{one}" for break_out in BEFORE for one in SHORT]
    found += [link.format(address) for link in LINKS for address in ADDRESSES]
    found += list(OTHERS)
    carried = [f"<{carrier} {handler}={{}}>" for carrier in CARRIERS for handler in HANDLERS]
    found += carried[: MANY - len(found)]
    return [one.format(CALL) for one in found]


def texts(longest: int = 180) -> list[str]:
    """Return all vectors in as few texts as fit into the shorter fields of forms."""
    found, now = [], ""
    for vector in vectors():
        if now and len(now) + len(vector) + 1 > longest:
            found.append(now)
            now = ""
        now = f"{now} {vector}".strip()
    return [*found, now]


class _Dangers(HTMLParser):
    """Notes whatever on a page would run, or load from elsewhere, something that was typed."""

    GOES = frozenset(
        {"href", "src", "action", "formaction", "data", "xlink:href", "srcdoc", "background", "poster"}
    )

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attributes: list) -> None:
        for name, value in attributes:
            if name.startswith(("on", "hx-on", "data-hx-on")):
                self.found.append(f"<{tag} {name}>")
            if name in self.GOES and MARK in (value or "") and not (value or "").startswith(("/", "?", "#")):
                self.found.append(f"<{tag} {name}={value!r}>")
            if name == "style" or (name.startswith("hx-") and MARK in (value or "")):
                self.found.append(f"<{tag} {name}={value!r}>")
        self._inside = tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside and MARK in data:
            self.found.append(f"{MARK} inside <{self._inside}>")


def dangers(page: str) -> list[str]:
    """Return whatever a page would run, or load from elsewhere, of what was typed."""
    reader = _Dangers()
    reader.feed(page)
    return reader.found
