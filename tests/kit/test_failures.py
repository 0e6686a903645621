import pytest
from django.test import Client
from django.views.defaults import server_error


def test_a_failure_is_said_in_four_languages(rf):
    said = server_error(rf.get("/")).content.decode()
    words = ("Something went wrong", "حدث خطأ", "Une erreur s’est produite", "произошла ошибка")
    assert [word for word in words if word not in said] == []


@pytest.mark.django_db
def test_a_form_opened_before_signing_in_is_refused_with_a_sentence():
    answer = Client(enforce_csrf_checks=True).post("/en/account/sign-in/", {"username": "x"})
    assert answer.status_code == 403
    assert "This page is out of date" in answer.content.decode()
