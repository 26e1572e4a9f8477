import os
import pytest


@pytest.fixture
def till():
    yield 1
    raise RuntimeError("the till is stuck")


@pytest.fixture
def no_till():
    raise RuntimeError("no till")


def test_adds():
    print("adding")
    assert 1 + 1 == 3


def test_closes(till):
    pass


def test_opens(no_till):
    pass


@pytest.mark.skip(reason="no shop here")
def test_sells():
    pass


@pytest.mark.xfail(reason="not yet")
def test_later():
    assert False


@pytest.mark.xfail
def test_later_after_all():
    pass


@pytest.mark.xfail(strict=True)
def test_strictly_later():
    pass


@pytest.mark.parametrize("country", ["IE", "NO"])
def test_tax(country):
    assert country == "IE"


def test_at_second_try():
    path = os.environ["MARK"]
    if not os.path.exists(path):
        open(path, "w").close()
        raise ValueError("once")


def test_with_subtests(subtests):
    for n in 1, 2:
        with subtests.test(msg="by", n=n):
            assert n == 1
