"""What the benchmark of forms stands on: a sound long form, and a reader that sends what a browser would."""

from __future__ import annotations

from hall.catalogue.rules.form_findings import findings
from hall.catalogue.rules.form_shape import misshapen
from hall.project.cli.bench.forms.reader import Boxes
from hall.project.cli.bench.forms.scene import questions


def test_the_long_form_is_one_that_could_be_published() -> None:
    made = questions(1000)
    form = {"slug": "long", "title": "长表", "sections": [{"key": "part1", "title": "一", "fields": made}]}
    assert list(misshapen(form)) == []
    assert findings(form) == []
    assert len(made) == 1000
    assert sum("show_if" in field for field in made) > 100
    assert sum("formula" in field for field in made) > 50
    assert {"table", "person", "address_tree", "file"} <= {field["type"] for field in made}


def test_the_reader_sends_what_a_browser_would() -> None:
    boxes = Boxes()
    boxes.feed(
        """<form><input type="hidden" name="seen" value="3"><input name="title" value="a">
        <input type="radio" name="kind" value="x"><input type="radio" name="kind" value="y" checked>
        <input type="checkbox" name="off"><input type="checkbox" name="on" checked>
        <input type="file" name="f">
        <select name="one"><option value="1">1</option><option value="2" selected>2</option></select>
        <textarea name="long">two\nlines</textarea><button name="do" value="go">go</button></form>"""
    )
    assert boxes.values == {
        "seen": ["3"],
        "title": ["a"],
        "kind": ["y"],
        "on": ["on"],
        "one": ["2"],
        "long": ["two\nlines"],
    }
    assert boxes.texts == ["title"]
