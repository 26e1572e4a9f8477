#!/bin/bash
# records.md, ack: alert_id or test_name.
echo '{"kind":"ack","acknowledged_by":"ana"}' | $STORE --only "$DB"
