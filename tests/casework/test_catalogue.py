import pytest

from casework.policy.catalogue import Catalogue, Item, read_catalogue
from casework.policy.reading import PolicyProblems

TEXT = """# 派单目录
[[item]]
id = "C-01"
category = "01"
unit = "U-GR"
basis = "城市供热条例"

[[item]]
id = "C-0101-N"
category = "01"
area = "211081001"
unit = "street"
basis = "属地管理"

[[item]]
id = "C-0102"
category = "0102"
unit = "U-ZJ"
basis = "物业管理条例"

[[item]]
id = "C-0102-2"
category = "0102"
unit = "U-GR"
basis = "物业管理条例"
priority = 5
"""


def item(more: str) -> str:
    return f'[[item]]\nid = "X"\ncategory = "09"\nunit = "U-1"\nbasis = "三定方案"\n{more}\n'


def suggested(category: str, area: str | None = None, text: str = TEXT) -> str | None:
    found = read_catalogue(text, 3).suggest(category, area)
    return found and found.id


def problems(text: str, **more: object) -> list[tuple[int, str]]:
    with pytest.raises(PolicyProblems) as caught:
        read_catalogue(text, 1, **more)
    return [(problem.line, problem.text) for problem in caught.value.problems]


def test_a_catalogue_is_read_as_it_is_written():
    catalogue = read_catalogue(TEXT, 3)
    first = Item(id="C-01", category="01", unit="U-GR", basis="城市供热条例")
    assert (catalogue.version, catalogue.items[0], len(catalogue.items)) == (3, first, 4)


def test_the_longest_category_comes_first():
    assert [suggested(code) for code in ("01", "0103", "010101")] == ["C-01"] * 3
    assert suggested("01020", "211081001001") == "C-0102-2"


def test_then_the_longest_area():
    assert suggested("0103", "211081001001") == "C-0101-N"
    assert suggested("0103", "211081002") == "C-01"


def test_then_the_highest_priority():
    assert suggested("0102") == "C-0102-2"


def test_without_an_area_only_what_holds_for_any_area_fits():
    assert suggested("0103", None) == "C-01"
    assert suggested("09", None, item('area = "211"')) is None


def test_where_the_longest_category_is_for_another_area_the_shorter_one_holds():
    text = TEXT + item('area = "9"').replace('"09"', '"0101"')
    assert suggested("0101", "211081001", text) == "C-0101-N"
    assert suggested("0101", "9001", text) == "X"


def test_what_nobody_names_is_left_to_the_dispatcher():
    assert [suggested(code) for code in ("02", "0", "", "1")] == [None] * 4


def test_a_catalogue_that_suggests_twice_suggests_the_same():
    catalogue = read_catalogue(TEXT, 3)
    assert catalogue.suggest("0102", None) is catalogue.suggest("0102", None)


def test_the_same_category_and_area_stand_once_at_each_priority():
    text = TEXT + item("").replace('"09"', '"01"')
    said = "X: category 01, area any, priority 0 stands already in line 2"
    assert problems(text) == [(TEXT.count("\n") + 1, said)]


def test_an_id_stands_once():
    text = TEXT + item("").replace('"X"', '"C-01"')
    assert problems(text) == [(TEXT.count("\n") + 2, 'the id "C-01" stands already in line 3')]


@pytest.mark.parametrize(
    ("more", "line", "said"),
    [
        ("priority = -1", 6, "priority must be a whole number from 0 to 1000"),
        ('area = ""', 6, "area must be a code"),
        ('place = "x"', 6, 'there is no "place" here'),
        ("\n[other]", 7, 'there is no "other" here'),
    ],
)
def test_a_bad_value_is_named_with_its_line(more, line, said):
    [(at, text)] = problems(item(more))
    assert (at, text.startswith(said)) == (line, True)


def test_what_is_missing_is_told_at_its_item():
    text = TEXT.replace('basis = "属地管理"\n', "")
    assert problems(text) == [(8, "basis is missing: it must be a text that says something")]


def test_a_catalogue_has_items():
    assert problems("") == [(1, "[[item]] is missing")]


def test_what_the_city_knows_against_an_item_is_told_at_that_value():
    told = problems(TEXT, check=lambda i: [("unit", "unknown")] if i.unit == "U-ZJ" else [])
    assert told == [(18, "unknown")]


def test_an_empty_catalogue_suggests_nothing():
    assert Catalogue(1, ()).suggest("01", None) is None


@pytest.mark.parametrize("text", ["[[item]]\nid = \n\n", "\n[[item\n\n", "id = 1\nid = 1\n\n"])
def test_what_is_no_toml_is_told_with_its_line(text):
    [(line, said)] = problems(text)
    assert (line, said[:16]) == (2, "this is not TOML")


def test_a_text_that_never_ends_is_told_at_its_last_line():
    assert problems('\n\nid = "abc')[0][0] == 3


def test_what_is_nested_without_end_is_no_policy():
    assert "too deeply" in problems("x = " + "[" * 100_000)[0][1]


@pytest.mark.parametrize(
    "before",
    [
        "# [[item]]\n# priority = 1\n",
        'x = """\n[[item]]\npriority = 1\n"""\n',
        "x = '''\n[[item]]\n'''\n",
        'x = [\n  "]", # ]\n  "[",\n]\n',
        'x = {a = "}", b = 1}\n',
        'x = "# \\" ["\n',
    ],
)
def test_lines_are_right_after_anything_that_looks_like_an_item(before):
    told = problems(before + item("priority = true"))
    assert before.count("\n") + 6 in [line for line, said in told if said.startswith("priority")]


def test_lines_are_right_in_a_file_from_windows():
    text = (TEXT + item("priority = true")).replace("\n", "\r\n")
    assert [line for line, _ in problems(text)] == [TEXT.count("\n") + 6]


def test_a_code_ends_where_its_line_ends():
    assert problems(item("").replace('"U-1"', '"U-1\\n"'))[0][0] == 4
