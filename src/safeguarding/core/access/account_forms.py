"""The account library's forms, drawn with our fields and asked in our words; what they check stays theirs."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp

from safeguarding.kit.forms import fields

CODE = {"label": "Six-digit code", "max_length": 20, "width": 10, "autocomplete": "one-time-code"}


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


def _new_passwords() -> dict[str, fields.Password]:
    return {
        "password1": fields.Password(
            label="New password",
            autocomplete="new-password",
            hint="At least 12 characters; three random words do.",
        ),
        "password2": fields.Password(label="New password again", autocomplete="new-password"),
    }


class NewPassword(account.ResetPasswordKeyForm):
    """A new password after a reset."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(_new_passwords())


class ChangePassword(account.ChangePasswordForm):
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


class CodeAgain(mfa.ReauthenticateForm):
    """The second factor once more."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = fields.ShortText(**CODE)


class SetUpCodes(totp.ActivateTOTPForm):
    """The first code of a new authenticator app proves that it works."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = fields.ShortText(**CODE)
