ingest: o.xml: junit: 1 tests, 0 passed, 1 failed, 0 errored, 0 skipped, 0 repaired
