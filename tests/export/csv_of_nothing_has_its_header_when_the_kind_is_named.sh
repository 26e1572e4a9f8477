#!/bin/bash
drift export -f csv --kind label --fields true_label,prediction_id </dev/null
