#!/bin/bash
# Where percents are the unit, and where a fraction is.
alert --flap 30% </dev/null
gate --min-coverage 30% --min-f1-gain=2% --max-segment-drop 5% </dev/null
classify --flaky 10% --outage 80% </dev/null
gate --max-brier %  </dev/null
