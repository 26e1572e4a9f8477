"""Prices of a small shop.  RUN, the number of the run, decides the rest."""
import os
import random
import time

import pytest

RUN = int(os.environ["RUN"])


def total(cart):
    return sum(price * count for price, count in cart)


def tax(net, country):
    rates = {"DE": 19, "FR": 20}
    if RUN < 40:
        rates["IE"] = 23
    return net * rates[country] / 100


def fetch_rate():
    """Somebody else's server: away every third time or so."""
    if random.Random(RUN * 384).random() < 0.34:
        raise TimeoutError("no answer from rates.example after 3000 ms")
    return 1.1


def test_empty_cart_costs_nothing():
    assert total([]) == 0


def test_total():
    assert total([(250, 2), (100, 1)]) == 600


@pytest.mark.parametrize("name", [
    "tea", "3 < 4 & 5 > 4", 'the "good" tea', "it's", "naïve ☃ 茶", "a\tb",
    "[x]"])
def test_label(name):
    assert name.strip() == name


@pytest.mark.parametrize("country", ["DE", "FR", "IE"])
def test_tax(country):
    assert tax(1000, country) > 0


def test_exchange_rate():
    assert fetch_rate() == 1.1


def test_yearly_report():
    time.sleep(0.002 * RUN)     # every day there is more to report


@pytest.mark.skip(reason="no printer on the build machine")
def test_prints_a_receipt():
    assert False


@pytest.mark.xfail(reason="half cents are rounded up")
def test_half_cents():
    assert round(2.5) == 3


class TestVoucher:
    def test_expires(self):
        assert "2026-01-01" < "2026-01-02"

    def test_is_used_once(self):
        assert len({"A1", "A1"}) == 1
