"""The blank workbook of a kind of file."""

from django.urls import reverse

from safeguarding.kit.spreadsheets import read_table


def test_the_blank_workbook_has_the_headings_that_are_read(world, sign_in):
    file = sign_in(world.pat).get(reverse("collect:imports_template", args=["figures"]))

    assert read_table(file.content, "x.xlsx").rows[0][:3] == ["Indicator", "About", "Period"]


def test_a_kind_that_is_not_there_is_not_found(world, sign_in):
    assert sign_in(world.pat).get(reverse("collect:imports_template", args=["nonsense"])).status_code == 404
