#!/bin/bash
echo '{"test_name":"a","timestamp":"2026-01-05T00:00:00Z","confidence":0.5,"category":"c"}' |
    drift export --kind measurement
