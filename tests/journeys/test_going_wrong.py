"""
What goes wrong with somebody at a browser: they are told, and nothing that they typed is lost.

The wrong file, the wrong order, a second click, the back button, two people at once, a session that is gone.
"""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import give_date, question, rate, sees

pytestmark = pytest.mark.journey
HOMER, MO = "homer@foxglove.demo.invalid", "mo@moorland.demo.invalid"
ADMINISTRATOR = "admin@wyvern.demo.invalid"
FAULTY = b"""indicator,area,period,value,unit
Looked after children,North Wyvern,2025-03-31,421,count
No such thing,North Wyvern,2025-03-31,5,count
Looked after children,South Wyvern,last year,lots,count
"""
GOOD = b"indicator,area,period,value,unit\nChild Protection Plans,North Wyvern,2025-03-31,107,count\n"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.mark.long
def test_the_wrong_file_is_named_cell_by_cell_and_nothing_of_it_is_stored(person):
    adi = person().sign_in(ADMINISTRATOR)
    send_file(adi, "figures.xlsx", PICTURE)
    sees(adi, "There is a problem")
    send_file(adi, "faulty.csv", FAULTY)
    sees(adi, "faults to mend", "Nothing was stored", "No such thing")
    send_file(adi, "good.csv", GOOD)
    adi.press("Store these figures")
    sees(adi, "1 figure added, 0 corrected, 0 unchanged")
    send_file(adi, "good.csv", GOOD)
    sees(adi, "107")
    store = adi.page.get_by_role("button", name="Store these figures")
    if store.count():
        adi.press("Store these figures")
        sees(adi, "0 figures added, 0 corrected, 1 unchanged")


@pytest.mark.long
def test_answers_that_are_not_complete_are_not_sent(person):
    mo = person().sign_in(MO)
    mo.follow("Section 11 audit")
    sees(mo, "Answer every standard first")
    mo.go(mo.page.url.replace(mo.site, "") + "ask/")
    sees(mo, "Still to be answered")
    mo.press("Ask for approval")
    sees(mo, "There is a problem", "S1.1")


def test_of_two_people_at_one_answer_the_second_is_told_and_loses_nothing(person):
    first, second = person().sign_in(MO), person().sign_in(MO)
    open_standard(first, "S5")
    open_standard(second, "S5")
    rate(first.page, "S5.1", "3 - Embedded")
    question(first.page, "S5.1").get_by_label("What we do").fill("Written by the first.")
    first.press("Save and go back to the standards")

    rate(second.page, "S5.1", "1 - Started")
    question(second.page, "S5.1").get_by_label("What we do").fill("Written by the second.")
    second.press("Save and go back to the standards")
    sees(second, "There is a problem", "saved while you were typing", "Written by the first.")
    box = question(second.page, "S5.1").get_by_label("What we do")
    expect(box).to_have_value("Written by the second.")
    second.press("Save and go back to the standards")
    open_standard(first, "S5")
    expect(question(first.page, "S5.1").get_by_label("What we do")).to_have_value("Written by the second.")


def test_a_session_that_ends_while_somebody_types_says_so_and_keeps_the_words(person):
    mo = person().sign_in(MO)
    open_standard(mo, "S6")
    mo.page.context.clear_cookies()
    box = question(mo.page, "S6.1").get_by_label("What we do")
    box.fill("Typed after the session ended.")
    expect(mo.page.locator("[data-saved-state]")).to_contain_text("Not saved")
    expect(box).to_have_value("Typed after the session ended.")
    mo.look()


@pytest.mark.long
def test_what_was_typed_before_signing_in_again_elsewhere_is_kept_and_sent(person):
    homer = person().sign_in(HOMER)
    fill_action(homer, "Write down who opens the door at night")
    sign_out_and_in_in_another_tab(homer)
    homer.press("Open the action")
    sees(homer, "We kept what you typed")
    homer.press("Carry on with what I typed")
    expect(homer.page.locator("h1")).to_contain_text("Write down who opens the door at night")
    assert how_many(homer, "Write down who opens the door at night") == 1


@pytest.mark.parametrize(
    "script", [True, pytest.param(False, marks=pytest.mark.long)], ids=["with script", "without script"]
)
def test_a_button_pressed_twice_opens_one_action(person, script):
    homer = person(script=script).sign_in(HOMER)
    title = f"Write the rota of leads {'with' if script else 'without'} script"
    fill_action(homer, title)
    homer.page.get_by_role("button", name="Open the action").dblclick()
    expect(homer.page.locator("h1")).to_contain_text(title)
    assert how_many(homer, title) == 1


@pytest.mark.long
def test_going_back_and_pressing_again_is_asked_about_and_opens_one(person):
    homer, title = person().sign_in(HOMER), "Lock the medicine room at night"
    fill_action(homer, title)
    homer.press("Open the action")
    homer.page.go_back()
    fill_action(homer, title)
    homer.press("Open the action")
    sees(homer, "You have sent this already", "It has not been done a second time")
    homer.follow("See what came of it")
    expect(homer.page.locator("h1")).to_contain_text(title)
    assert how_many(homer, title) == 1


def test_a_page_of_others_and_an_address_that_does_not_exist_look_alike(person):
    homer = person().sign_in(HOMER)
    for address in ("/assure/validation/", "/nothing/here/"):
        response = homer.page.goto(homer.site + address)
        assert response.status in (403, 404)
        homer.look()
        expect(homer.page.get_by_role("link", name="Go to the first page")).to_be_visible()


def send_file(person, name: str, data: bytes) -> None:
    """Send a file of figures to be checked."""
    person.page.goto(f"{person.site}/collect/files/send/figures/")
    given = {"name": name, "mimeType": "text/csv", "buffer": data}
    person.page.locator("input[type=file]").set_input_files(given)
    person.press("Check the file")


def open_standard(person, number: str) -> None:
    """Open one standard of the Section 11 audit from the home page."""
    person.page.goto(person.site)
    person.page.get_by_role("link", name="Section 11 audit").first.click()
    person.page.get_by_role("link", name=re.compile(rf"^{number}\. ")).click()
    person.page.wait_for_url(f"**/standards/{number}/")


def fill_action(person, title: str) -> None:
    """Fill in the form that opens an action for the care home itself."""
    person.page.goto(f"{person.site}/act/actions/open/")
    person.page.get_by_label("What is to be done").fill(title)
    person.page.get_by_label("Who is to do it").select_option(label="Foxglove House")
    give_date(person.page, "By when", date(2031, 6, 1))


def sign_out_and_in_in_another_tab(person) -> None:
    """End the session in a second tab and begin another one there; the first tab knows nothing of it."""
    first = person.page
    person.page = first.context.new_page()
    person.page.goto(person.site)
    person.page.get_by_role("button", name="Sign out").click()
    expect(person.page).to_have_url(re.compile("/account/"))
    person.sign_in(HOMER)
    person.page.close()
    person.page = first


def how_many(person, title: str) -> int:
    """Count the actions of this name in the register."""
    person.go("/act/actions/")
    return person.page.get_by_role("link", name=title, exact=True).count()
