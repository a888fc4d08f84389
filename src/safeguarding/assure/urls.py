"""The contents page of the room assure."""

app_name = "assure"
urlpatterns: list = []
