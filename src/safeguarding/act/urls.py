"""The contents page of the room act."""

app_name = "act"
urlpatterns: list = []
