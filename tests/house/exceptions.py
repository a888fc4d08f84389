"""What the house rules let pass, each with its reason. These lists may only get shorter."""

# Functions in a file called operations.py that are not things that a person does: a file, or one function of it.
NOT_DONE_BY_A_PERSON = {
    "core/access/operations.py: system_actor": "the first row of an empty database: nobody could be asked",
    "core/signin/operations.py": "one's own sign-in: nobody needs a permission, and some hold no role",
    "core/audit/operations.py": "the recorder itself: it is what every operation calls",
}

# Moments that nobody in particular brought about.
# The database's own clock; who is on the record beside it, or on the figure that came in its place.
MOMENTS_OF_THE_DATABASE = {"recorded_at", "superseded_at"}
MOMENTS_WITHOUT_A_PERSON = {
    "core.User.created_at": "an account exists before anybody has signed in to make one",
    "core.SentForm.sent_at": "its person is the column user",
    "core.NoticeRead.read_at": "its person is the column person",
    "core.OutgoingEmail.written_at": "the worker writes and sends every e-mail",
    "core.OutgoingEmail.sent_at": "the worker writes and sends every e-mail",
}
