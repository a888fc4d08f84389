"""A year's report is written, checked, frozen, signed by another person, downloaded, followed down and published."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.doing import choose, give_date, sees

pytestmark = pytest.mark.journey
CLAIM = "More enquiries were begun than the year before"
HEAD, EXECUTIVE, BOARD = "head@lsc.demo.invalid", "exec@lsc.demo.invalid", "board@lsc.demo.invalid"


@pytest.mark.parametrize(
    "size", [DESKTOP, pytest.param(PHONE, marks=pytest.mark.long)], ids=["desk", "telephone"]
)
def test_a_report_goes_from_a_first_word_to_the_public(person, size):
    title = f"Safeguarding report for Morecambe Bay, written {size['width']} wide"
    hana = person(size).sign_in(HEAD)
    paper = start(hana, title)
    write_about_adults(hana)
    claim_that_enquiries_rose(hana)
    hana.page.goto(paper)
    hana.press("Preview")
    sees(hana, CLAIM)
    freeze_and_try_to_sign(hana, paper)

    chris = person(size).sign_in(EXECUTIVE)
    sign(chris, paper)
    take_the_files_home(chris, title)
    follow_a_figure_to_its_rows(chris)
    public = publish(chris, paper)

    reads_without_signing_in(person(size), public, title)
    reader = person(size).sign_in(BOARD)
    reader.go("/report/papers/")
    reader.follow(title)
    sees(reader, "Published")


def start(person, title: str) -> str:
    """Start the paper, after leaving everything out once; returns its address."""
    person.go("/report/papers/start/")
    person.press("Start the paper")
    sees(person, "There is a problem")
    choose(person.page, "Kind of report", "Safeguarding and looked-after children annual report")
    person.page.get_by_label("Organisation that it reports on").select_option(label="NHS Morecambe Bay CCG")
    person.page.get_by_label("Title").fill(title)
    give_date(person.page, "First day of the period", date(2019, 4, 1))
    give_date(person.page, "Last day of the period", date(2020, 3, 31))
    person.press("Start the paper")
    sees(person, title, "Draft")
    return person.page.url


def write_about_adults(person) -> None:
    """Write words that quote a figure by its name; a name that does not stand in the list is refused."""
    person.page.locator(".nhsuk-task-list__link[href$='/sections/adults/']").click()
    person.look()
    token = person.page.get_by_text("{{adults.enquiries.total.2019-20}}", exact=True).inner_text()
    person.page.get_by_label("Narrative").fill(f"{CLAIM}: {token[:-2]}x}}}}.")
    person.press("Save this section")
    sees(person, "This paper has no figure called", CLAIM)
    person.page.get_by_label("Narrative").fill(f"{CLAIM}: {token} in all.")
    person.press("Save this section")
    sees(person, "is saved", "Version 1")


def claim_that_enquiries_rose(person) -> None:
    """Tie the sentence to its measure: it holds for the whole, and not in every area."""
    person.press("Checks")
    person.press("Tie a sentence to a measure")
    person.page.get_by_label("Section").select_option(value="adults")
    person.page.get_by_label("The words that make the claim").fill(CLAIM)
    person.page.get_by_label("Measure that must bear it out").select_option(value="adults.enquiries")
    choose(person.page, "What they say happened", "increased")
    person.press("Check this claim")
    sees(person, CLAIM, "holds overall but not everywhere", "South Cumbria fell")


def freeze_and_try_to_sign(person, paper: str) -> None:
    """Freeze the paper; whoever wrote it cannot be the second person who signs it."""
    person.page.goto(paper)
    person.press("Freeze for sign-off")
    person.press("Freeze the paper")
    sees(person, "The paper is frozen and its files are made", "Waiting for sign-off")
    fill_in_the_signature(person, "Head of safeguarding")
    sees(person, "There is a problem", "You wrote in this paper, so somebody else must sign it off")


def sign(person, paper: str) -> None:
    """Sign the paper, after forgetting to say that one has read it."""
    person.page.goto(paper)
    person.press("Sign off")
    person.press("Sign off")
    sees(person, "Confirm that you have read the paper and its checks")
    person.page.goto(paper)
    fill_in_the_signature(person, "Chief nurse")
    sees(person, "Signed off", "Chief nurse")


def fill_in_the_signature(person, post: str) -> None:
    """Say that one has read the paper, and in which post one signs."""
    person.press("Sign off")
    person.page.get_by_label("The post in which you sign").fill(post)
    person.page.get_by_label(re.compile("I have read this paper")).check()
    person.press("Sign off")


def take_the_files_home(person, title: str) -> None:
    """The Word document and the PDF are what they say, and hold the words and the figure that was quoted."""
    words = zipfile.ZipFile(io.BytesIO(download(person, "Word"))).read("word/document.xml").decode()
    assert title in words
    assert CLAIM in words
    pdf = pypdfium2.PdfDocument(download(person, "PDF"))
    pages = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert CLAIM in " ".join(pages.split())
    assert pdf.get_metadata_value("Title") == title


def download(person, words: str) -> bytes:
    """Take one of the paper's files home, and return what is in it."""
    with person.page.expect_download() as taken:
        person.page.get_by_role("link", name=re.compile(words)).first.click()
    return Path(taken.value.path()).read_bytes()


def follow_a_figure_to_its_rows(person) -> None:
    """Go from the figure in the sentence that was written to the rows that it was added up from."""
    person.press("Read the paper")
    sentence = person.page.locator(".app-paper p").filter(has_text=CLAIM).first
    sentence.locator("a[href*='/figures/']").first.click()
    person.look()
    sees(
        person, "Where this figure comes from", "Check code of the rows", "North Lancashire", "South Cumbria"
    )
    expect(person.page.locator("main")).not_to_contain_text("cannot be shown to you")


def publish(person, paper: str) -> str:
    """Publish the figures, after forgetting to say that one has read them; returns the public page's address."""
    person.page.goto(paper)
    person.press("Publish the figures")
    person.press("Publish")
    sees(person, "Confirm that you have read the figures as the public will see them")
    person.page.get_by_label(re.compile("I have read the figures above")).check()
    person.press("Publish")
    expect(person.page).to_have_url(re.compile("/published/"))
    return person.page.url


def reads_without_signing_in(reader, address: str, title: str) -> None:
    """Read the public page as anybody: every count on it is rounded, so that none points at somebody."""
    reader.go("/published/")
    reader.follow(title)
    assert reader.page.url == address
    cells = reader.page.locator("td.nhsuk-table__cell--numeric span:last-child").all_inner_texts()
    counts = [int(cell.replace(",", "")) for cell in cells if re.fullmatch(r"[\d,]+", cell)]
    assert counts
    assert [count for count in counts if count % 5] == []
    expect(reader.page.get_by_role("link", name="Sign in").first).to_be_visible()
