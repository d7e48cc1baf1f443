"""The same is the same everywhere (DOMAIN 17.26): one function each for letters and numbers."""

import pytest

from casework.same import OwnWords, folded, personal_numbers, phone, spellings, starred

MOBILE = "13904190001"


@pytest.mark.finding("B11", "A28")
@pytest.mark.parametrize(
    "written",
    [
        MOBILE,
        "+8613904190001",
        "+86 139 0419 0001",
        "0086 139 0419 0001",
        "008613904190001",
        "8613904190001",
        "013904190001",
        "139-0419-0001",
        "(139) 0419 0001",
        "139—0419—0001",
        "１３９０４１９０００１",
        "＋８６ １３９０４１９０００１",
        "139\u00a00419\u200b0001",
        "一三九〇四一九〇〇〇一",
        "幺三九零四幺九零零零幺",
        "[+86]139.0419.0001",
        "+86 (0)139 0419 0001",
    ],
)
def test_a_phone_number_is_one_number_in_every_spelling(written: str):
    assert phone(written) == MOBILE


@pytest.mark.finding("B11")
@pytest.mark.parametrize(
    "written", ["0419-5123456", "+86 419 5123456", "0086-419-5123456", "(0419) 512 3456"]
)
def test_a_landline_keeps_its_area_code(written: str):
    assert phone(written) == "04195123456"


@pytest.mark.finding("B11")
def test_other_numbers_are_left_as_they_are():
    assert phone("12345") == "12345"
    assert phone("8612345") == "8612345"
    assert phone("") == phone(None) == phone("unknown") == ""
    assert phone("13904190001") != phone("13904190002")


@pytest.mark.finding("B11")
def test_a_number_knows_how_it_was_hashed_before():
    typed = ["13904190001", "8613904190001", "008613904190001", "013904190001"]
    assert set(typed) <= set(spellings(MOBILE))


@pytest.mark.finding("B18")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ１２３", "ABC123"),
        ("ABC123", "abc123"),
        ("e\u0301cole", "école"),
        ("ÉCOLE", "école"),
        ("Straße", "STRASSE"),
        ("路灯　不亮", "路灯 不亮"),
        ("ﬁre", "fire"),
        ("dt20261123-000001", "DT20261123-000001"),
        ("路\u200b灯", "路灯"),
        ("㎡", "m2"),
    ],
)
def test_letters_are_the_same_in_any_width_case_and_composition(one: str, other: str):
    assert folded(one) == folded(other)


PHONES = [
    "路灯 13904190001",
    "路灯 +8613904190001",
    "路灯 139 0419 0001",
    "139-0419-0001打来",
    "１３９０４１９０００１",
    "一三九〇四一九〇〇〇一",
    "1 3 9 0 4 1 9 0 0 0 1",
    "(139)0419-0001",
    "139 - 0419 - 0001",
    "139.0419.0001",
    "电话：０１３９０４１９０００１。",
    "139\u200b04190001",
    "1三9零419000一",
    "86 139 0419 0001",
    "2026-10-13 13904190001",
    "①③⑨⓪④①⑨⓪⓪⓪①",
]
IDENTITIES = [
    "身份证 210102199001011234",
    "21010219900101123x",
    "２１０１０２１９９００１０１１２３４",
    "210102 19900101 1234",
    "210102-19900101-123X",
    "210102900101123",
]
CARDS = ["卡号6222021234567890123", "6222 0212 3456 7890 123", "4111-1111-1111-1111"]


@pytest.mark.finding("B10")
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *(("phone number", t) for t in PHONES),
        *(("identity number", t) for t in IDENTITIES),
        *(("bank card number", t) for t in CARDS),
    ],
)
def test_a_number_of_a_person_is_found_in_any_spelling(kind: str, text: str):
    assert [found.kind for found in personal_numbers(text)] == [kind]
    assert not personal_numbers(starred(text))


@pytest.mark.finding("B10")
@pytest.mark.parametrize(
    "text",
    [
        "三号楼一单元五零一室停水",
        "请拨打12345或0419-5123456",
        "2026-10-13至2026-11-20停气",
        "13/10/2026 800元",
        "工单DT20261123-000002",
        "订单20221101000000001",
        "2026年10月13日",
        "一二三四五六七八九十",
        "123456789012",
        "10.5万元，3000户",
        "120-40-50 60",
        "2026-11-25 10:00-12:00 停水，涉及13栋至15栋",
        "第20261123号文",
        "12904190001",
    ],
)
def test_other_numbers_may_stand_in_a_public_text(text: str):
    assert personal_numbers(text) == []
    assert starred(text) == text


@pytest.mark.finding("B10")
def test_only_the_number_is_starred():
    assert starred("请打 139-0419-0001 找他") == "请打 *** 找他"
    assert starred("a13904190001b１３９０４１９０００２c") == "a***b***c"


OWN = OwnWords(name="张三丰", phone="+86 139-0419-0001", address="幸福小区3栋2单元501")


@pytest.mark.finding("B10")
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("张三丰家中停水", "name"),
        ("张 三 丰家中停水", "name"),
        ("打139 0419 0001", "phone number"),
        ("一三九〇四一九〇〇〇一", "phone number"),
        ("幸福小区３栋２单元501漏水", "address"),
        ("三号楼停水", None),
        ("幸福小区停水", None),
        ("138 0419 0001", None),
    ],
)
def test_what_the_claimants_fields_hold_is_known_again(text: str, what: str | None):
    assert OWN.disclosed(text) == what


@pytest.mark.finding("B10")
def test_a_landline_and_a_latin_name_are_known_again():
    own = OwnWords(name="Ann Lee", phone="0419-5123456", address="文圣路")
    assert own.disclosed("mail for ＡＮＮ lee") == "name"
    assert own.disclosed("Hann Leeds") is None
    assert own.disclosed("call (0419) 512 3456") == "phone number"
    assert own.disclosed("文圣路路灯不亮") is None
    assert OwnWords(name="李").disclosed("李家村停水") is None
