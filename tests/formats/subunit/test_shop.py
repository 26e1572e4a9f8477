import unittest


class Cart(unittest.TestCase):
    def test_adds(self):
        self.assertEqual(2, 1 + 1)

    def test_adds_wrongly(self):
        self.assertEqual(3, 1 + 1)

    def test_dies(self):
        raise RuntimeError("no till")

    @unittest.skip("no shop here")
    def test_sells(self):
        pass

    @unittest.expectedFailure
    def test_later(self):
        self.fail("not yet")

    @unittest.expectedFailure
    def test_later_after_all(self):
        pass
