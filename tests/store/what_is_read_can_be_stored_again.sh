#!/bin/bash
# Texts with every kind of escape, absent and empty ones, times before 1970.
{
	echo '{"kind":"measurement","test_name":"é\"\\\n\u0007 \ud83d\ude00","context":"","timestamp":"1969-12-31T23:59:59.000001Z","confidence":1,"category":"","reasons":["a" , 1.50]}'
	echo '{"kind":"result","test_name":"r","run_id":"","status":"failed","timestamp":"0001-01-01T00:00:00Z","message":"","tags":{"a":null}}'
	echo '{"kind":"prediction","prediction_id":"p","timestamp":"2026-01-01T00:00:00Z","probability":0.1,"features":{"x":1e300}}'
} | $STORE --only "$DB" 2>/dev/null
$STORE read "$DB" >one
$STORE --only "$DB2" <one 2>/dev/null
$STORE read "$DB2" | diff one -
cat one
