"""Records what Jinja2 renders for the templates of jinja2.txt.

Add a case with any output and run `python3 record.py`: all outputs are written anew, and the differences are what changed.
Needs Jinja2 3.1 and PyYAML; the variables are those of TemplateMatrixTest.
"""
import datetime
import itertools
import pathlib
import re
import types

import jinja2
import yaml

FILE = pathlib.Path(__file__).parent / "jinja2.txt"
NOW = datetime.datetime(2026, 1, 15, 12, 30, 45, 123456)


class Clock(datetime.datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz=None):
        return NOW

    utcnow = now


def variables():
    clock = types.SimpleNamespace(
        datetime=Clock, date=datetime.date, timedelta=datetime.timedelta, timezone=datetime.timezone
    )
    return {
        "name": "Ann", "n": 7, "neg": -7, "f": 2.5, "big": 2**70, "t": True, "no": False, "nothing": None, "empty": "",
        "items": ["b", "a", "C", "a"], "nums": [3, 1, 2], "d": {"a": 1, "b": 2, "Z": 0},
        "words": "the quick brown fox jumps over the lazy dog", "html": "<a href=\"x\">&'</a>",
        "lines": "one\ntwo\n\nthree", "uni": "héllo wörld", "csv": "a,b,,c", "pairs": [("x", 1), ("y", 2)],
        "people": [
            {"name": "Bob", "age": 30, "city": "Rome"},
            {"name": "amy", "age": 25, "city": "Oslo"},
            {"name": "Cid", "age": 30, "city": "rome"},
        ],
        "nested": {"list": [1, [2, 3], {"k": "v"}], "text": "it's"},
        "tree": [{"n": "a", "c": [{"n": "b", "c": [{"n": "c", "c": []}]}, {"n": "d", "c": []}]}, {"n": "e", "c": []}],
        "modules": {"datetime": clock, "re": re, "itertools": itertools},
        "fromyaml": lambda text, default=None: yaml.safe_load(text),
        "toyaml": lambda value, default=None, sort_keys=False: yaml.safe_dump(value, sort_keys=sort_keys),
    }


def main():
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    text = FILE.read_text(encoding="utf-8")
    head = text[: text.index(">>>>\n")]
    out = [head]
    for block in re.findall(r">>>>\n(.*?)\n====\n.*?\n<<<<\n", text, re.S):
        rendered = environment.from_string(block).render(variables())
        out.append(f">>>>\n{block}\n====\n{rendered}\n<<<<\n")
    FILE.write_text("".join(out), encoding="utf-8")


main()
