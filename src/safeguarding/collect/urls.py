"""The contents page of the room collect."""

app_name = "collect"
urlpatterns: list = []
