#!/bin/bash
echo '{"uuid":"1","fullName":"a","status":"passed"}' >1-result.json
printf '{"uuid":"2",\n"fullName":"b","status":"pas' >2-result.json
: >3-result.json
echo '{"some":"thing"}' >4-result.json
echo '{"uuid":"5","fullName":"c","status":"failed"} {}' >5-result.json
ingest --run-id r . | jq -c 'select(.kind == "result") | [.test_name, .status]'
ingest 2-result.json | jq -c .kind
exit ${PIPESTATUS[0]}
