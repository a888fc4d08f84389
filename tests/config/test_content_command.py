"""`safeguarding content check`: exit code 0 when all is well, 1 when something is not."""

import json

from click.testing import CliRunner
from django.conf import settings

from safeguarding.config.commands.content import content


def test_all_content_is_sound():
    answer = CliRunner().invoke(content, ["check", "--json"])

    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.output)["problems"] == []


def test_a_fault_is_printed_with_its_line_and_the_exit_code_is_1(tmp_path):
    good = (settings.CONTENT / "frameworks" / "saf.yaml").read_text(encoding="utf-8")
    bad = tmp_path / "frameworks" / "saf.yaml"
    bad.parent.mkdir()
    bad.write_text(good.replace("version: 1\n", "version: first\n", 1), encoding="utf-8")

    answer = CliRunner().invoke(content, ["check", str(bad)])

    assert answer.exit_code == 1
    assert "frameworks/saf.yaml line 4: version must be a whole number" in answer.output


def test_a_file_that_is_not_there_is_a_wrong_use():
    assert CliRunner().invoke(content, ["check", "nowhere.yaml"]).exit_code == 2
