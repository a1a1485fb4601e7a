"""How a name is stored, and when two ways of writing it are one name."""

import pytest

from core.names.spelling import plain_name, same_name


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (" 王 芳\n", "王芳"),
        ("王\u3000芳", "王芳"),
        ("王\u200b芳", "王芳"),
        ("Anna  Maria", "Anna Maria"),
        ("王芳 Anna", "王芳 Anna"),
        ("第 3 中学", "第3中学"),
        ("市测绘院\n党委", "市测绘院党委"),
        ("市己局党组.", "市己局党组"),
        ("市己局党组。", "市己局党组"),
        ("市丙局（市丁局）党组", "市丙局（市丁局）党组"),
        ("市丙局(市丁局)党组(2)", "市丙局（市丁局）党组（2）"),
        ("(新) (旧) Anna (x)", "（新）（旧） Anna (x)"),
        ("阿不都 • 买买提", "阿不都·买买提"),
        ("阿不都.买买提", "阿不都·买买提"),
        ("ＡＢ１２局", "AB12局"),
        ("⼈事局", "人事局"),
        ("⻩河镇", "黄河镇"),
        ("\uf9f4业局", "林业局"),
        ("𠮷测", "𠮷测"),
    ],
)
def test_a_name_is_stored_clean(written, stored):
    assert plain_name(written) == stored
    assert plain_name(stored) == stored


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市丙局（市丁局）党组", "市丙局(市丁局)党组"),
        ("市丙局 ( 市丁局 ) 党组", "市丙局（市丁局）党组"),
        ("甄 测", "甄\u3000测"),
        ("Anna Maria", "ANNAMARIA"),
        ("市己局党组.", "市己局党组"),
        *(("阿不都·买买提", f"阿不都{dot}买买提") for dot in "•・‧∙⋅.．･"),
    ],
)
def test_two_ways_of_writing_are_one_name(one, other):
    assert same_name(one) == same_name(other)


def test_other_letters_make_another_name():
    assert same_name("王芳") != same_name("王方")
    assert same_name("1.5万元") == "1.5万元"
