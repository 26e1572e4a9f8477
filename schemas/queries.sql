-- Reference queries on the public views; they run on SQLite and PostgreSQL.
--
-- Times are compared as texts, which sort as they pass.  In SQLite a range
-- that is written with epoch (microseconds since 1970) is found by the key.
-- Parameters, for sqlite3's .parameter or another client:
--	:category :test :project :since :until	texts

-- average confidence and count per test of a category, worst first
SELECT test_name, avg(confidence) AS confidence, count(*) AS measurements
FROM confidence_measurements
WHERE category = :category AND timestamp >= :since
GROUP BY project, test_name, context ORDER BY 2, 1 LIMIT 10;

-- confidence over time of a test
SELECT timestamp, confidence, category
FROM confidence_measurements
WHERE test_name = :test AND timestamp BETWEEN :since AND :until
ORDER BY timestamp;

-- alerts by severity
SELECT severity, count(*) AS alerts, sum(CASE WHEN acknowledged THEN 1
	ELSE 0 END) AS acknowledged
FROM drift_alerts
WHERE created_at BETWEEN :since AND :until
GROUP BY severity ORDER BY 2 DESC, 1;

-- tests that moved by more than 5 % either way
SELECT test_name, context, drift_percentage, severity, analyzed_at
FROM drift_analysis
WHERE analyzed_at >= :since AND abs(drift_percentage) > 0.05
ORDER BY abs(drift_percentage) DESC, test_name;

-- monitoring: drifted features over time
SELECT timestamp, model_name, feature_drift_ratio, num_drifted_features
FROM monitoring_metrics
WHERE timestamp >= :since ORDER BY timestamp;

-- decisions by action
SELECT action, count(*) AS decisions
FROM retraining_decisions
WHERE timestamp >= :since GROUP BY action ORDER BY 2 DESC, 1;

-- versions by model and stage
SELECT model_name, stage, count(*) AS versions
FROM model_versions GROUP BY model_name, stage ORDER BY 1, 2;

-- newest monitoring
SELECT * FROM v_recent_monitoring;

-- models: what was trained and promoted, on which decision
SELECT * FROM v_model_timeline;

-- flakiest tests, with their lower bound and the runs behind it
SELECT test_name, context, max(flake_rate) AS flake_rate,
	max(flake_rate_lower) AS at_least, max(measurements_count) AS n
FROM drift_analysis
WHERE analyzed_at >= :since AND flake_rate IS NOT NULL
GROUP BY project, test_name, context ORDER BY 4 DESC, 1 LIMIT 10;

-- predictions and what was true of them
SELECT model_name, count(*) AS labelled, CAST(avg(CASE WHEN
	prediction = true_label THEN 1 ELSE 0 END) AS DOUBLE PRECISION)
	AS accuracy
FROM v_labeled_predictions GROUP BY model_name ORDER BY 1;

-- rows of the largest tables
SELECT 'confidence_measurements' AS name, count(*) AS n
	FROM confidence_measurements
UNION ALL SELECT 'drift_analysis', count(*) FROM drift_analysis
UNION ALL SELECT 'drift_alerts', count(*) FROM drift_alerts
UNION ALL SELECT 'test_results', count(*) FROM test_results
ORDER BY 2 DESC, 1;
