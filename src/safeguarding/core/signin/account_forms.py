"""The account library's forms, drawn with our fields and asked in our words; what they check stays theirs."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context as allauth_context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.http import HttpRequest

from safeguarding.core.signin import jobs
from safeguarding.core.signin.tries import note_try
from safeguarding.core.signin.used_codes import take_once
from safeguarding.kit.forms import fields

CODE = {"label": "Six-digit code", "max_length": 20, "width": 10, "autocomplete": "one-time-code"}


NOT_ACCEPTED = "This passkey was not accepted. Sign in with your email address and password."


class SignIn(account.LoginForm):
    """E-mail address and password; the second factor follows."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "login": fields.Email(label="Work email address", autocomplete="username"),
            "password": fields.Password(),
        }


class ForgottenPassword(account.ResetPasswordForm):
    """Where to send the link; the answer is the same for an unknown address."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = fields.Email(label="Work email address")

    def save(self, request: HttpRequest, **kwargs) -> str:
        """
        Have the link sent by a job; an address that nobody has makes a job that sends nothing.

        So both answers cost the same, and no stranger is sent an e-mail because somebody typed their address here.
        """
        person = next(iter(self.users), None)
        jobs.send_link.defer(person=str(person.public_id) if person else "")
        return self.cleaned_data["email"]


def _new_passwords() -> dict[str, fields.Password]:
    return {
        "password1": fields.Password(
            label="New password",
            autocomplete="new-password",
            hint="At least 12 characters; three random words do.",
        ),
        "password2": fields.Password(label="New password again", autocomplete="new-password"),
    }


class HeldToTheRules:
    """What our own field leaves out of the library's: a new password is held to the rules of the settings."""

    def clean_password1(self) -> str:
        """Refuse what is short, common, mostly our own words, or the person's own name or address."""
        return get_adapter().clean_password(self.cleaned_data["password1"], user=self.user)


class NewPassword(HeldToTheRules, account.ResetPasswordKeyForm):
    """A new password after a reset."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(_new_passwords())


class ChangePassword(HeldToTheRules, account.ChangePasswordForm):
    """A new password while signed in."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"oldpassword": fields.Password(label="Current password"), **_new_passwords()}


class SayPasswordAgain(account.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = fields.Password()


class Code(mfa.AuthenticateForm):
    """The second factor at sign-in: a code of the authenticator app, or a recovery code."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        hint = "From your authenticator app. You can also type one of your recovery codes."
        self.fields["code"] = fields.ShortText(**CODE, hint=hint)

    def clean_code(self) -> str:
        """Take a code once; note a wrong one, for the person whose account it is."""
        try:
            code = super().clean_code()
            take_once(self.authenticator, code)
            return code
        except forms.ValidationError:
            note_try(allauth_context.request, self.user, "CODE")
            raise


class CodeAgain(mfa.ReauthenticateForm):
    """The second factor once more."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = fields.ShortText(**CODE)

    def clean_code(self) -> str:
        """Take a code once."""
        code = super().clean_code()
        take_once(self.authenticator, code)
        return code


class SetUpCodes(totp.ActivateTOTPForm):
    """The first code of a new authenticator app proves that it works."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = fields.ShortText(**CODE)


def _name_of_passkey() -> fields.ShortText:
    return fields.ShortText(
        label="Name of this passkey", max_length=60, hint="Such as “Work laptop” or “Blue security key”."
    )


class Credential(fields.Drawn, forms.JSONField):
    """What the browser says about a passkey; a script puts it in."""

    template = "kit/forms/hidden.jinja"
    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(label="passkey")
        self.error_messages |= {
            "required": "The passkey was not read. Press the button again",
            "invalid": "The passkey was not read. Press the button again",
        }


class SetUpPasskey(webauthn.AddWebAuthnForm):
    """A new passkey: its name, and what the browser hands over."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {"name": _name_of_passkey(), "credential": Credential()}


class UsePasskey(webauthn.AuthenticateWebAuthnForm):
    """A passkey as the second factor at sign-in."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = Credential()

    def clean_credential(self):
        """Note a passkey that was not accepted, for the person whose account it is."""
        try:
            return super().clean_credential()
        except forms.ValidationError:
            note_try(allauth_context.request, self.user, "PASSKEY")
            raise


class PasskeyAlone(webauthn.LoginWebAuthnForm):
    """A passkey without an address or a password: two factors, where the device made sure that it is its owner."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = Credential()

    def clean_credential(self):
        """
        Take it only where the device checked a finger, a face or a PIN, and says so beneath its signature.

        The challenge asks for that; it is looked at here as well, because a challenge of the second step, which does not
        ask, is kept in the same place and could be brought along.
        """
        try:
            response = auth.parse_authentication_response(self.cleaned_data["credential"])
            if not response.response.authenticator_data.is_user_verified():
                raise forms.ValidationError(NOT_ACCEPTED)
            return super().clean_credential()
        except forms.ValidationError:
            raise forms.ValidationError(NOT_ACCEPTED) from None


class UsePasskeyAgain(webauthn.ReauthenticateWebAuthnForm):
    """A passkey once more, before something that matters."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = Credential()


class NamePasskey(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name_of_passkey()
