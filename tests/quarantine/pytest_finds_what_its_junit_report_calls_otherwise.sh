#!/bin/bash
# pytest runs on where --deselect names nothing, so all places are named; what
# is a node id already stays alone.
cat >q <<'L'
{"test":"tests.test_tax.TestVat::test_tax[1.5]","reason":"slow"}
{"test":"test_cart::*","reason":"slow"}
{"test":"tests/test_tax.py::test_a.b","reason":"slow"}
{"test":"README.md::README.md","reason":"slow"}
L
quarantine --for pytest q
