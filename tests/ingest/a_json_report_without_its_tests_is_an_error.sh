#!/bin/bash
echo '{"config": {"rootDir": "/"}, "suites": {}}' >playwright.json
echo '{"numTotalTestSuites": 3}' >jest.json
echo '{"results": {"tool": {"name": "x"}, "tests": null}}' >ctrf.json
echo '{"created": 1, "exitcode": 0}' >pytest.json
echo '{"stats": {"passes": 1}, "tests": 3}' >mocha.json
ingest ./*.json
