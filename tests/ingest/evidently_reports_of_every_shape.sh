#!/bin/bash
# Written by hand: as 0.7, 0.4 and 0.1 of Evidently have them.  A p-value below
# the threshold is drift, and a distance that reaches it.
cat >new.json <<'J'
{"metrics":[
{"metric_name":"RowCount()","config":{"type":"evidently:metric_v2:RowCount"},"value":120.0},
{"value":{"count":2.0,"share":0.5},"metric_name":"DriftedColumnsCount(drift_share=0.5)"},
{"metric_name":"ValueDrift(column=a,method=K-S p_value,threshold=0.05)","config":{"column":"a","method":"K-S p_value","threshold":0.05},"value":0.05},
{"metric_name":"ValueDrift(column=b, (c),method=Jensen-Shannon distance,threshold=0.1)","value":0.02},
{"metric_id":"ValueDrift(column=d,method=chi-square p_value,threshold=0.05)","value":{"value":0.05}},
{"metric_name":"ValueDrift(column=e,method=Wasserstein distance (normed),threshold=0.1)","value":0.1},
{"metric_name":"MeanValue(column=a)","value":NaN}],"tests":[]}
J
cat >old.json <<'J'
{"version":"0.4.40","metrics":[
{"metric":"DatasetDriftMetric","result":{"drift_share":0.5,"number_of_columns":2,"number_of_drifted_columns":1,"share_of_drifted_columns":0.5,"dataset_drift":true}},
{"metric":"DataDriftTable","result":{"number_of_columns":2,"number_of_drifted_columns":1,"share_of_drifted_columns":0.5,"dataset_drift":true,
"drift_by_columns":{
"a":{"column_name":"a","column_type":"num","stattest_name":"K-S p_value","drift_score":0.2,"drift_detected":false,"stattest_threshold":0.05,"current":{"small_distribution":{"x":[1,2],"y":[0.5]}}},
"b":{"column_name":"b","column_type":"cat","stattest_name":"PSI","drift_score":0.3,"drift_detected":true,"stattest_threshold":0.1}}}},
{"metric":"ColumnDriftMetric","result":{"column_name":"target","stattest_name":"Z-test p_value","stattest_threshold":0.05,"drift_score":0.001,"drift_detected":true}},
{"metric":"DatasetSummaryMetric","result":{"current":{"number_of_rows":300},"reference":{"number_of_rows":200}}}],
"timestamp":"2026-01-31 10:00:00.5"}
J
cat >profile.json <<'J'
{"data_drift":{"name":"data_drift","datetime":"2026-01-31","data":{"utility_columns":{"date":null},"metrics":{"n_features":2,"n_drifted_features":1,"share_drifted_features":0.5,"dataset_drift":false,
"features":{"a":{"feature_type":"num","stattest":"ks","drift_score":0.01,"threshold":0.05,"drift_detected":true},"b":{"feature_type":"cat","p_value":0.5}}}}},
"timestamp":"2026-01-31 10:00:00"}
J
for file in new old profile; do
	ingest --project p --at 2026-01-31T10:00:00Z $file.json
done
echo '{"metrics":[{"metric_name":"MeanValue(column=a)","value":1}]}' >none.json
ingest none.json
