"""The kinds of file that can be sent, and the files sent."""

from django.urls import reverse

ADDRESS = reverse("collect:imports_index")


def test_every_kind_of_file_can_be_sent_and_has_a_blank_workbook(world, sign_in):
    page = sign_in(world.pat).get(ADDRESS).content.decode()

    assert "Figures of any indicator" in page
    assert "Training compliance from a staff record" in page
    assert reverse("collect:imports_template", args=["training"]) in page


def test_who_may_not_write_figures_sends_no_files(world, sign_in):
    assert sign_in(world.connie).get(ADDRESS).status_code == 403
