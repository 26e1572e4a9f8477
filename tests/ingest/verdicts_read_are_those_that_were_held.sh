#!/bin/bash
# Written by hand after Evidently 0.4 and NannyML: where the file says what
# drifted, that is what counts, at the threshold and against it too.
cat >held.json <<'J'
{"metrics":[
{"metric":"DatasetDriftMetric","result":{"drift_share":0.3,"number_of_columns":4,"number_of_drifted_columns":2,"share_of_drifted_columns":0.5,"dataset_drift":true}},
{"metric":"DataDriftTable","result":{"number_of_columns":4,"number_of_drifted_columns":2,"share_of_drifted_columns":0.5,"dataset_drift":true,
"drift_by_columns":{
"a":{"column_name":"a","column_type":"num","stattest_name":"Wasserstein distance (normed)","stattest_threshold":0.1,"drift_score":0.1,"drift_detected":true,"current":{"small_distribution":{"x":[1,2],"y":[0.5]}},"reference":{"small_distribution":{"x":[1,2],"y":[0.5]}}},
"b":{"column_name":"b","column_type":"cat","stattest_name":"chi-square p_value","stattest_threshold":0.05,"drift_score":0.05,"drift_detected":false},
"c":{"column_name":"c","column_type":"num","stattest_name":"K-S p_value","stattest_threshold":0.05,"drift_score":0.05,"drift_detected":true},
"d":{"column_name":"d","column_type":"num","stattest_name":"anderson","stattest_threshold":0.1,"drift_score":0.4,"drift_detected":false}}}}]}
J
ingest --project p --at 2026-01-31T10:00:00Z held.json | jq -c '[.kind, .feature,
    .stat_test, .score, .p_value, .threshold, .drift_detected,
    .feature_drift_ratio, .dataset_drift_detected, .drift_share_threshold]'
cat >held.csv <<'C'
chunk_key,chunk_index,chunk_start_index,chunk_end_index,chunk_start_date,chunk_end_date,chunk_period,a_jensen_shannon_value,a_jensen_shannon_upper_threshold,a_jensen_shannon_lower_threshold,a_jensen_shannon_alert,b_kolmogorov_smirnov_value,b_kolmogorov_smirnov_p_value,b_kolmogorov_smirnov_alert,c_l_infinity_value,c_l_infinity_upper_threshold,c_l_infinity_alert
[0:4999],0,0,4999,2018-01-01 00:00:00,2018-01-03 23:59:59,analysis,0.05,0.2,0.06,True,0.3,0.001,False,0.5,0.1,False
C
ingest --tz UTC held.csv | jq -c '[.kind, .feature, .stat_test, .score, .p_value,
    .threshold, .drift_detected, .feature_drift_ratio]'
