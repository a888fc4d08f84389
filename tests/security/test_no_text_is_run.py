"""No text becomes a program, a command, a pattern, a page or an object (OWASP ASVS 5.0, V1.2, V1.3 and V1.5)."""

import ast
import re
from functools import cache

from tests.house.reading import SOURCE, modules, shown

RUNS = {"eval", "exec", "compile", "__import__"}
SHELLS = {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput", "pty.spawn"}
STARTS = {"subprocess.run", "subprocess.Popen", "subprocess.check_output", "subprocess.call"}
REBUILDS = {"pickle", "cPickle", "marshal", "shelve", "dill", "jsonpickle"}
MAKES_PAGES = re.compile(r"(^|\.)(from_string|Template)$")
PATTERNS = {"compile", "match", "search", "fullmatch", "sub", "split", "findall", "finditer"}
YAML = {"yaml.load", "yaml.unsafe_load", "yaml.full_load"}
# The one loader, which knows plain values alone, and the rules for dates and numbers that it is built from.
OUR_YAML = "kit/content.py"
# What a pattern is made of there is a name that the line above it writes, never what somebody typed.
PATTERNS_OF_OURS = {
    "kit/content.py",
    "kit/periods.py",
    "kit/spreadsheets/workbook.py",
    "config/docs.py",
    "report/papers/checks.py",
}


def is_written_here(node: ast.AST, constants: set[str]) -> bool:
    """Tell whether a text stands in the program: a literal, literals put together, or a constant of the module."""
    if isinstance(node, ast.JoinedStr):
        inside = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        return all(is_written_here(part, constants) or "re.escape" in ast.unparse(part) for part in inside)
    if isinstance(node, ast.BinOp):
        return is_written_here(node.left, constants) and is_written_here(node.right, constants)
    if isinstance(node, ast.Call):
        words = ast.unparse(node)
        joined = words.startswith(("'|'.join(", '"|".join(')) and isinstance(node.args[0], ast.Name)
        return words.startswith("re.escape(") or (joined and is_written_here(node.args[0], constants))
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id in constants)


def faults_of(source: str) -> list[str]:
    """Return what a module does that makes more than text out of a text."""
    tree = ast.parse(source)
    constants = {
        name.id
        for line in tree.body
        if isinstance(line, ast.Assign)
        for name in line.targets
        if isinstance(name, ast.Name) and name.id.isupper()
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
            found += [f"{node.lineno} brings in {name}" for name in names if name.split(".")[0] in REBUILDS]
        elif isinstance(node, ast.Call):
            found += [f"{node.lineno} {fault}" for fault in faults_of_call(node, constants)]
    return found


def faults_of_call(node: ast.Call, constants: set[str]) -> list[str]:
    called = ast.unparse(node.func)
    shell = any(word.arg == "shell" for word in node.keywords)
    words_as_one = called in STARTS and node.args and isinstance(node.args[0], ast.JoinedStr | ast.Constant)
    module, _, method = called.rpartition(".")
    pattern = module == "re" and method in PATTERNS and not is_written_here(node.args[0], constants)
    return [
        *(["runs a text"] if called in RUNS else []),
        *(["gives a shell a text"] if shell or called in SHELLS or words_as_one else []),
        *(["makes a page of a text"] if MAKES_PAGES.search(called) and "RGBColor" not in called else []),
        *(["rebuilds objects"] if called in YAML else []),
        *(["makes a pattern of a text"] if pattern else []),
    ]


@cache
def faults_everywhere() -> dict[str, list[str]]:
    found = {shown(path): faults_of(path.read_text(encoding="utf-8")) for path in modules()}
    return {place: faults for place, faults in found.items() if faults}


def of_sort(words: str) -> dict[str, list[str]]:
    """Return the places with this fault."""
    return {
        place: kept
        for place, faults in faults_everywhere().items()
        if (kept := [fault for fault in faults if words in fault])
    }


def test_no_text_is_run_as_a_program():
    assert of_sort("runs a text") == {}


def test_no_shell_is_given_a_text():
    """Every program is started with a list of words, so that none of them can become a second command."""
    assert of_sort("gives a shell") == {}


def test_no_page_is_made_of_a_text():
    assert of_sort("makes a page") == {}


def test_no_object_is_rebuilt_from_a_text():
    assert of_sort("brings in") == {}
    assert set(of_sort("rebuilds objects")) <= {OUR_YAML}
    loader = (SOURCE / OUR_YAML).read_text(encoding="utf-8")
    assert "SafeLoader" in loader


def test_no_pattern_is_made_of_a_text():
    assert set(of_sort("makes a pattern")) <= PATTERNS_OF_OURS


def test_the_look_knows_each_of_them():
    for source in (
        "eval(x)",
        "import os\nos.system(x)",
        "import subprocess\nsubprocess.run(x, shell=True)",
        "subprocess.run(f'ls {x}')",
        "environment.from_string(x)",
        "from pickle import loads",
        "import yaml\nyaml.load(x)",
        "import re\nre.search(typed, text)",
        "import re\nre.search(f'^{typed}', text)",
    ):
        assert len(faults_of(source)) == 1, source
    for source in (
        "import re\nNAME = 'a'\nre.search(NAME, x)",
        "import re\nre.search(f'^{re.escape(x)}$', y)",
        "import subprocess\nsubprocess.run(['ls', x])",
    ):
        assert faults_of(source) == [], source
