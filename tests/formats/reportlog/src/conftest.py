# What pytest-reportlog 0.4 does, which Debian does not have.
import json


class ReportLog:
    def __init__(self, config, path):
        self.config = config
        self.file = open(path, "w", buffering=1)

    def write(self, data, kind):
        data["$report_type"] = kind
        self.file.write(json.dumps(data, default=str) + "\n")

    def pytest_sessionstart(self):
        import pytest
        self.write({"pytest_version": pytest.__version__}, "SessionStart")

    def pytest_sessionfinish(self, exitstatus):
        self.write({"exitstatus": exitstatus}, "SessionFinish")

    def log(self, report):
        data = self.config.hook.pytest_report_to_serializable(
            config=self.config, report=report)
        self.write(data, type(report).__name__)

    def pytest_runtest_logreport(self, report):
        self.log(report)

    def pytest_collectreport(self, report):
        self.log(report)


def pytest_addoption(parser):
    parser.addoption("--report-log")


def pytest_configure(config):
    path = config.option.report_log
    if path and not hasattr(config, "workerinput"):
        config.pluginmanager.register(ReportLog(config, path))
