"""The gallery in place of the product: pages without a database, a session or a person."""

import pytest


@pytest.fixture
def gallery(settings):
    settings.ROOT_URLCONF = "tests.kit.gallery.urls"
    settings.MIDDLEWARE = ["django.contrib.messages.middleware.MessageMiddleware"]
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
