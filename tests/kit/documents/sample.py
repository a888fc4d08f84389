"""A paper with one of everything, for the writers' tests."""

from datetime import date
from decimal import Decimal

from safeguarding.kit.charts.columns import columns
from safeguarding.kit.charts.hierarchy import Node, hierarchy, sentences
from safeguarding.kit.charts.trend import trend
from safeguarding.kit.documents import blocks

TRAINING = blocks.Source(
    *("training.latest", {"indicator": "T03", "organisation": "Riverside Trust"}, ("row-1", "row-2"), 2),
    *("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "31 March 2027", "12 April 2027"),
    "Quarterly training returns",
)
ENQUIRIES = blocks.Source(
    "enquiries.by_area", {"year": "2026/27"}, (), 412, "ab" * 32, "", "12 April 2027", "Section 42 enquiries"
)
COMPETENCES = (
    "Adults level 1",
    "Adults level 2",
    "Adults level 3",
    "Children level 1",
    "Children level 2",
    "Children level 3",
)
NASTY = '<script>alert("x")</script> & #panic() $x$ *a* @b {{ 7*7 }} \x00\x0b\x1f\ud800 ]]> end'


def share(value, source=TRAINING, **more):
    return blocks.Figure("t03", Decimal(value), f"{value}%", "per cent of staff", source, **more)


def count(value, source=ENQUIRIES, **more):
    return blocks.Figure("a01", value, f"{value:,}", "enquiries", source, **more)


def missing(state):
    return blocks.Figure("t03", None, "", "per cent of staff", TRAINING, state=state)


def training_table():
    rows = [
        (name, count(400 + i, TRAINING), count(360 + i, TRAINING), share(f"{88 + i}.5"))
        for i, name in enumerate(COMPETENCES)
    ]
    rows[3] = (COMPETENCES[3], count(403, TRAINING), missing("not collected"), missing("suppressed"))
    return blocks.Table(
        "Staff in date with training, by competence",
        ("Competence", "Staff", "In date", "Share in date"),
        rows,
        ("Target: 90%.",),
    )


def training_chart():
    values = [88.5, 89.5, 90.5, None, 92.5, 93.5]
    drawn = columns("Share of staff in date", COMPETENCES, {"Staff in date": values}, "%", 90)
    return blocks.Chart(
        "Share of staff in date, by competence",
        drawn,
        training_table(),
        ("Children level 3 stands highest, at ", share("93.5"), "."),
    )


def areas_chart():
    table = blocks.Table(
        "Concerns by area",
        ("Area", "2025/26", "2026/27"),
        [("North", count(120), count(140)), ("South", count(45), count(50))],
    )
    drawn = columns("Concerns by area", ["North", "South"], {"2025/26": [120, 45], "2026/27": [140, 50]})
    return blocks.Chart(
        "Safeguarding concerns by area and year", drawn, table, "Concerns rose in both areas."
    )


def trend_chart():
    periods, values = ["Q1 2026/27", "Q2 2026/27", "Q3 2026/27", "Q4 2026/27"], [81, 84, None, 92]
    rows = [
        (period, share(value) if value else missing("not collected"))
        for period, value in zip(periods, values, strict=True)
    ]
    drawn = trend("Children level 3", periods, {"Staff in date": values}, "%", 90, from_zero=False)
    return blocks.Chart(
        "Children level 3, staff in date",
        drawn,
        blocks.Table("Staff in date", ("Period", "Share"), rows),
        "The target was met in the last quarter.",
    )


def governance():
    structures = [
        Node("board", "Integrated care board", "Every 2 months"),
        Node("quality", "Quality and outcomes committee", "Monthly", ("board",)),
        Node("group", "System safeguarding assurance group", "Every 2 months", ("quality",)),
        Node("children", "Local safeguarding children partnership", "", ("board",)),
        Node("adults", "Safeguarding adults board", "", ("board",)),
        Node("training", "Training subgroup", "", ("group",)),
        Node("policy", "Policy and procedures subgroup", "", ("group",)),
    ]
    people = [
        Node("chief", "Chief executive", "Accountable officer"),
        Node("nurse", "Chief nursing officer", "Executive lead", ("chief",), ("quality",)),
        Node("designated", "Designated nurse for safeguarding children", "", ("nurse",), ("children",)),
    ]
    drawn = hierarchy("Safeguarding governance", structures, people)
    return blocks.Diagram(
        "How safeguarding is governed", drawn, blocks.Bullets(sentences([*structures, *people]))
    )


def everything():
    """One block of each kind."""
    return (
        blocks.Heading("What we know", 1),
        blocks.Paragraph(
            "At 31 March 2027, ",
            share("93.5"),
            " of staff were in date, and ",
            blocks.Strong("no provider"),
            " was below target. There were ",
            count(412, qualifier="approximately"),
            " enquiries.",
        ),
        blocks.Heading("By competence", 2),
        training_table(),
        training_chart(),
        blocks.Bullets([("First point with ", count(12)), "Second point"]),
        blocks.Numbered(["Do this first", ("Then do that with ", blocks.Strong("care"))]),
        blocks.Callout("information", "Why this matters", "Staff who are trained see more and say more."),
        blocks.Callout(
            "warning", "Figures are provisional", ("The return for ", missing("not stated"), " is awaited.")
        ),
        blocks.Callout("decision", "Agree the training plan", "The committee is asked to agree the plan."),
        blocks.Quotation("I was listened to, and told what would happen next.", "Carer, reading group"),
        blocks.SummaryList([("Lead", "Designated nurse"), ("Staff", count(400, TRAINING))]),
        areas_chart(),
        trend_chart(),
        governance(),
        blocks.Heading("Small print", 3),
        blocks.Table(
            "Meetings held",
            ("Meeting", "Date", "Present", "Note"),
            [
                ("First", date(2026, 6, 4), 12, "Quorate"),
                ("Second", date(2026, 9, 3), Decimal("1000.50"), ""),
            ],
        ),
        blocks.Table("Nothing here", ("Name", "Value"), []),
    )


def document(parts=3, title="Safeguarding annual report"):
    """The paper, with as many equal parts as wanted."""
    made = [
        blocks.Part(str(n), f"Training and supervision {n}", f"training-{n}", everything())
        for n in range(1, parts + 1)
    ]
    return blocks.Document(
        title=title,
        subtitle="How we made sure that children and adults at risk were kept safe",
        organisation="Wyvern Integrated Care Board",
        period_label="1 April 2026 to 31 March 2027",
        status="Draft for comment",
        version="0.3",
        contributors=("Designated nurse for safeguarding children", "Named GP for safeguarding"),
        front=[
            ("For", "Quality and outcomes committee"),
            ("Staff in date", ("Children level 3: ", share("93.5"))),
        ],
        parts=made,
    )


def nasty_document():
    """A paper whose every text tries to break out."""
    source = blocks.Source(NASTY, {NASTY: NASTY}, (), 1, "", NASTY, NASTY, NASTY)
    figure = blocks.Figure(NASTY, Decimal("1"), NASTY, NASTY, source)
    table = blocks.Table(NASTY, (NASTY, NASTY), [(NASTY, figure), (figure, 3)], (NASTY,))
    drawn = columns(NASTY, [NASTY], {NASTY: [1], "b": [2]}, target=2, target_label=NASTY)
    node = [Node("a", NASTY, NASTY)]
    held = (
        *(
            blocks.Heading(NASTY),
            blocks.Paragraph(NASTY, figure, blocks.Strong(NASTY)),
            blocks.Bullets([NASTY]),
        ),
        *(blocks.Numbered([NASTY]), table, blocks.Chart(NASTY, drawn, table, NASTY)),
        blocks.Diagram(NASTY, hierarchy(NASTY, node), blocks.Bullets(sentences(node))),
        *(blocks.Callout(kind, NASTY, NASTY) for kind in blocks.CALLOUT_KINDS),
        *(blocks.Quotation(NASTY, NASTY), blocks.SummaryList([(NASTY, NASTY)])),
    )
    parts = [blocks.Part(NASTY, NASTY, "one", held)]
    return blocks.Document(NASTY, NASTY, NASTY, NASTY, NASTY, NASTY, (NASTY,), [(NASTY, NASTY)], parts)
