"""Setting up a passkey, signing in by it, and looking after one's own sign-in, in a browser with an authenticator."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.long]
# No other journey is theirs: from then on a password alone does not let them in.
NURSE = "nurse-adults@wyvern.demo.invalid"


def test_a_passkey_is_set_up_and_lets_its_owner_in(person):
    nurse = person()
    # A passkey belongs to a name; 127.0.0.1 is none.
    nurse.site = nurse.site.replace("127.0.0.1", "localhost")
    browser = nurse.page.context.new_cdp_session(nurse.page)
    browser.send("WebAuthn.enable")
    browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    nurse.sign_in(NURSE)

    nurse.go("/account/passkeys/add/")
    nurse.page.get_by_label("Name of this passkey").fill("Work laptop")
    nurse.press("Make a passkey")
    expect(nurse.page).to_have_title("Your recovery codes - Manage safeguarding assurance")
    nurse.look()
    nurse.go("/core/signin/account/")
    expect(nurse.page.get_by_text("Passkey: Work laptop")).to_be_visible()

    nurse.page.get_by_role("button", name="Sign out").first.click()
    nurse.go("/account/login/")
    nurse.page.get_by_label("Work email address").fill(NURSE)
    nurse.page.locator("#id_password").fill("a-demonstration-only")
    nurse.press("Sign in")
    expect(nurse.page).to_have_title("Prove that it is you - Manage safeguarding assurance")
    nurse.press("Use my passkey")
    expect(nurse.page.get_by_text("NHS Wyvern Integrated Care Board").first).to_be_visible()

    nurse.page.get_by_role("button", name="Sign out").first.click()
    nurse.go("/account/login/")
    # The page goes on by itself once the browser has answered, so that nothing looks at it meanwhile.
    nurse.page.get_by_role("button", name="Use my passkey").click()
    expect(nurse.page.get_by_text("NHS Wyvern Integrated Care Board").first).to_be_visible()
