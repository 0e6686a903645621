import pytest
from hypothesis import given
from hypothesis import strategies as st

from muntada.people.spelling import likely_same, skeleton

SAME = [
    ("محمد الحسيني", "Mohammed al-Husseini", "Мухаммед аль-Хусейни"),
    ("ليلى حداد", "Laila Haddad", "Лейла Хаддад"),
    ("سيرغي إيفانوف", "Sergei Ivanov", "Сергей Иванов"),
    ("جان دوبون", "Jean Dupont", "Жан Дюпон"),
    ("عبد الرحمن القاسم", "Abd al-Rahman al-Qasim", "Абд ар-Рахман аль-Касим"),
    ("فاطمة الزهراء", "Fatimah Al-Zahra", "Фатима аз-Захра"),
    ("يوسف خوري", "Youssef Khoury", "Юсуф Хури"),
    ("ماريا غونزاليس", "María González", "Мария Гонсалес"),
    ("أحمد منصور", "Ahmed Mansour", "Ахмед Мансур"),
    ("وليد ناصر", "Walid Nasser", "Валид Насер"),
    ("خديجة بنعلي", "Khadija Benali", "Хадиджа Бенали"),
    ("تشارلز براون", "Charles Brown", "Чарльз Браун"),
]
DIFFERENT = [
    ("Laila Haddad", "Omar Haddad"),
    ("Ivan Petrov", "Pavel Sidorov"),
    ("Ahmed Mansour", "Ahmed Khalil"),
    ("محمد الحسيني", "محمود القاسم"),
    ("Jean Dupont", "Paul Martin"),
    ("Сергей Иванов", "Игорь Смирнов"),
    ("Youssef Khoury", "Samir Nassar"),
    ("Maria González", "Carmen López"),
]


@pytest.mark.parametrize(("arabic", "latin", "cyrillic"), SAME)
def test_one_person_is_recognised_in_three_scripts(arabic, latin, cyrillic):
    assert likely_same(arabic, latin) >= 0.8
    assert likely_same(latin, cyrillic) >= 0.8
    assert likely_same(arabic, cyrillic) >= 0.8


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_people_are_not_taken_for_one(one, other):
    assert likely_same(one, other) < 0.8


def test_the_order_of_given_and_family_name_does_not_matter():
    assert likely_same("Haddad Laila", "Laila HADDAD") == 1.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_share_and_never_fails(one, other):
    assert 0.0 <= likely_same(one, other) <= 1.0
    assert skeleton(one) == skeleton(one.upper().lower())
