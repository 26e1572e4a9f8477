-- The tables of every kind; views are made from the catalogue at opening.
CREATE TABLE "drift_metadata" (
	"key" TEXT PRIMARY KEY,
	"value" TEXT NOT NULL,
	"updated_at" TEXT NOT NULL
) STRICT;
CREATE TABLE "series" (
	"series_id" INTEGER PRIMARY KEY,
	"project" TEXT NOT NULL,
	"test_name" TEXT NOT NULL,
	"context" TEXT NOT NULL,
	UNIQUE ("test_name", "project", "context")
) STRICT;
CREATE TABLE "run_clock" (
	"project" TEXT NOT NULL,
	"run_id" TEXT NOT NULL,
	"context" TEXT NOT NULL,
	"at" INTEGER NOT NULL,
	PRIMARY KEY ("project", "run_id", "context")
) STRICT, WITHOUT ROWID;
CREATE TABLE "words" (
	"word_id" INTEGER PRIMARY KEY,
	"text" TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO "words" VALUES (0, '');
CREATE TABLE "run" (
	"project" TEXT NOT NULL,
	"run_id" TEXT NOT NULL,
	"context" TEXT NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"started_at" INTEGER,
	"job" INTEGER,
	"branch" INTEGER,
	"revision" TEXT,
	"tests" INTEGER,
	"passed" INTEGER,
	"failed" INTEGER,
	"errored" INTEGER,
	"skipped" INTEGER,
	"outage" INTEGER,
	"reports" TEXT,
	PRIMARY KEY ("project", "run_id", "context")
) STRICT, WITHOUT ROWID;
CREATE INDEX "run_started_at" ON "run" ("started_at");
CREATE TABLE "result" (
	"series_id" INTEGER NOT NULL,
	"at" INTEGER NOT NULL,
	"h" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"run_id" INTEGER,
	"report" INTEGER,
	"attempt" INTEGER,
	"retried" INTEGER,
	"subtest" INTEGER,
	"status" INTEGER NOT NULL,
	"timestamp" INTEGER NOT NULL,
	"duration" ANY,
	"suite" INTEGER,
	"file" INTEGER,
	"line" INTEGER,
	"framework" INTEGER,
	"branch" INTEGER,
	"revision" INTEGER,
	"owner" INTEGER,
	"failure_id" INTEGER,
	"failure_type" INTEGER,
	"message" TEXT,
	"details" TEXT,
	"tags" TEXT,
	PRIMARY KEY ("series_id", "at", "h")
) STRICT, WITHOUT ROWID;
CREATE TABLE "measurement" (
	"series_id" INTEGER NOT NULL,
	"at" INTEGER NOT NULL,
	"h" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"confidence" ANY NOT NULL,
	"category" INTEGER NOT NULL,
	"failure_id" INTEGER,
	"rule_score" ANY,
	"signal_score" ANY,
	"rule" INTEGER,
	"reasons" TEXT,
	"runs" INTEGER,
	"failures" INTEGER,
	"ai_confidence" ANY,
	"enrichment" TEXT,
	"explanation" TEXT,
	"run_id" INTEGER,
	"revision" INTEGER,
	"branch" INTEGER,
	"owner" INTEGER,
	PRIMARY KEY ("series_id", "at", "h")
) STRICT, WITHOUT ROWID;
CREATE TABLE "analysis" (
	"series_id" INTEGER NOT NULL,
	"at" INTEGER NOT NULL,
	"h" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"method" INTEGER,
	"change_at" INTEGER,
	"baseline_confidence" ANY NOT NULL,
	"current_confidence" ANY NOT NULL,
	"drift_percentage" ANY,
	"drift_absolute" ANY NOT NULL,
	"severity" INTEGER NOT NULL,
	"direction" INTEGER NOT NULL,
	"trend" INTEGER NOT NULL,
	"slope" ANY,
	"slope_per_day" ANY,
	"measurements_count" INTEGER NOT NULL,
	"time_span_seconds" ANY NOT NULL,
	"recommendations" TEXT NOT NULL,
	"category" INTEGER,
	"detected_at" INTEGER,
	"change_index" INTEGER,
	"detected_index" INTEGER,
	"level_before" ANY,
	"level_after" ANY,
	"p_value" ANY,
	"flake_rate" ANY,
	"flake_rate_lower" ANY,
	"evidence" TEXT,
	"class" INTEGER,
	"owner" INTEGER,
	"failure_id" INTEGER,
	"run_id" INTEGER,
	"revision" INTEGER,
	PRIMARY KEY ("series_id", "at", "h")
) STRICT, WITHOUT ROWID;
CREATE TABLE "category_summary" (
	"project" TEXT NOT NULL,
	"category" TEXT NOT NULL,
	"timestamp" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"tests_analyzed" INTEGER NOT NULL,
	"drifting_tests" INTEGER NOT NULL,
	"avg_drift_percentage" ANY,
	"max_drift_test" TEXT,
	"max_drift_percentage" ANY,
	"drift_distribution" TEXT,
	PRIMARY KEY ("project", "category", "timestamp")
) STRICT, WITHOUT ROWID;
CREATE TABLE "alert" (
	"project" TEXT NOT NULL,
	"alert_id" TEXT NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"test_name" TEXT,
	"context" TEXT,
	"source" INTEGER NOT NULL,
	"severity" INTEGER NOT NULL,
	"state" INTEGER NOT NULL,
	"drift_percentage" ANY,
	"message" TEXT NOT NULL,
	"recommendations" TEXT,
	"created_at" INTEGER NOT NULL,
	"resolved_at" INTEGER,
	"last_sent_at" INTEGER,
	"count" INTEGER,
	"updated_at" INTEGER,
	"class" INTEGER,
	"owner" INTEGER,
	"failure_id" INTEGER,
	"run_id" INTEGER,
	"supersedes" TEXT,
	"acknowledged" INTEGER,
	"acknowledged_at" INTEGER,
	"acknowledged_by" TEXT,
	"acknowledged_until" INTEGER,
	"ack_reason" TEXT,
	PRIMARY KEY ("project", "alert_id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "alert_test_name" ON "alert" ("test_name");
CREATE INDEX "alert_created_at" ON "alert" ("created_at");
CREATE TABLE "prediction" (
	"project" TEXT NOT NULL,
	"prediction_id" TEXT NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"timestamp" INTEGER NOT NULL,
	"model_name" INTEGER,
	"model_version" INTEGER,
	"prediction" INTEGER,
	"probability" ANY,
	"application_date" INTEGER,
	"features" TEXT,
	"request_id" TEXT,
	PRIMARY KEY ("project", "prediction_id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "prediction_timestamp" ON "prediction" ("timestamp");
CREATE TABLE "label" (
	"project" TEXT NOT NULL,
	"prediction_id" TEXT NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"true_label" INTEGER NOT NULL,
	"label_timestamp" INTEGER,
	"label_source" INTEGER,
	"days_delayed" INTEGER,
	"updated_at" INTEGER,
	PRIMARY KEY ("project", "prediction_id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "label_label_timestamp" ON "label" ("label_timestamp");
CREATE TABLE "monitoring" (
	"project" TEXT NOT NULL,
	"model_name" INTEGER NOT NULL,
	"timestamp" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"probability_median" ANY,
	"probability_q25" ANY,
	"probability_q75" ANY,
	"coverage" TEXT,
	"performance" TEXT,
	"segments" TEXT,
	"lookback_hours" INTEGER NOT NULL,
	"status" INTEGER NOT NULL,
	"num_predictions" INTEGER NOT NULL,
	"positive_rate" ANY,
	"probability_mean" ANY,
	"probability_std" ANY,
	"entropy" ANY,
	"num_features" INTEGER,
	"num_drifted_features" INTEGER,
	"feature_drift_ratio" ANY,
	"drift_share_threshold" ANY,
	"dataset_drift_detected" INTEGER,
	"drift_summary_ref" TEXT,
	"drift_report_ref" TEXT,
	"model_version" INTEGER,
	PRIMARY KEY ("project", "model_name", "timestamp")
) STRICT, WITHOUT ROWID;
CREATE INDEX "monitoring_timestamp" ON "monitoring" ("timestamp");
CREATE TABLE "feature_drift_row" (
	"project" TEXT NOT NULL,
	"model_name" INTEGER NOT NULL,
	"timestamp" INTEGER NOT NULL,
	"feature" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"stat_test" INTEGER NOT NULL,
	"score" ANY NOT NULL,
	"p_value" ANY,
	"threshold" ANY NOT NULL,
	"drift_detected" INTEGER NOT NULL,
	"reference_count" INTEGER,
	"current_count" INTEGER,
	PRIMARY KEY ("project", "model_name", "timestamp", "feature")
) STRICT, WITHOUT ROWID;
CREATE TABLE "decision" (
	"project" TEXT NOT NULL,
	"model_name" INTEGER NOT NULL,
	"timestamp" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"trigger_reason" INTEGER NOT NULL,
	"action" INTEGER NOT NULL,
	"failed_gate" INTEGER,
	"reason" TEXT,
	"gate_results" TEXT,
	"feature_drift_ratio" ANY,
	"num_drifted_features" INTEGER,
	"dataset_drift_detected" INTEGER,
	"drifted_features" TEXT,
	"labeled_samples" INTEGER,
	"coverage_pct" ANY,
	"shadow_model_version" TEXT,
	"production_model_version" TEXT,
	"f1_improvement_pct" ANY,
	"brier_change" ANY,
	"drift_context" TEXT,
	"data_context" TEXT,
	"decision_details" TEXT,
	"decided_by" INTEGER,
	"drift_summary_ref" TEXT,
	"evaluation_report_ref" TEXT,
	PRIMARY KEY ("project", "model_name", "timestamp")
) STRICT, WITHOUT ROWID;
CREATE TABLE "stage_change" (
	"project" TEXT NOT NULL,
	"model_name" TEXT NOT NULL,
	"model_version" TEXT NOT NULL,
	"at" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"from_stage" INTEGER,
	"to_stage" INTEGER NOT NULL,
	"by" TEXT,
	"reason" TEXT,
	"decided_at" INTEGER,
	PRIMARY KEY ("project", "model_name", "model_version", "at")
) STRICT, WITHOUT ROWID;
CREATE TABLE "model_version" (
	"project" TEXT NOT NULL,
	"model_name" TEXT NOT NULL,
	"model_version" TEXT NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"stage" INTEGER NOT NULL,
	"run_id" TEXT,
	"f1_score" ANY,
	"brier_score" ANY,
	"num_samples" INTEGER,
	"trained_at" INTEGER,
	"promoted_at" INTEGER,
	"archived_at" INTEGER,
	"promoted_by" TEXT,
	"trigger_reason" TEXT,
	"feature_drift_ratio_at_training" ANY,
	"decided_at" INTEGER,
	PRIMARY KEY ("project", "model_name", "model_version")
) STRICT, WITHOUT ROWID;
CREATE TABLE "trace_event" (
	"project" TEXT NOT NULL,
	"event_id" TEXT NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"timestamp" INTEGER NOT NULL,
	"trace_id" TEXT NOT NULL,
	"event_type" TEXT NOT NULL,
	"level" INTEGER NOT NULL,
	"message" TEXT NOT NULL,
	"agent_name" TEXT,
	"task_id" TEXT,
	"duration_ms" ANY,
	"metadata" TEXT,
	PRIMARY KEY ("project", "event_id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "trace_event_timestamp" ON "trace_event" ("timestamp");
CREATE INDEX "trace_event_trace_id" ON "trace_event" ("trace_id");
CREATE INDEX "trace_event_event_type" ON "trace_event" ("event_type");
CREATE INDEX "trace_event_agent_name" ON "trace_event" ("agent_name");
CREATE TABLE "routing_decision" (
	"project" TEXT NOT NULL,
	"event_id" TEXT NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"timestamp" INTEGER NOT NULL,
	"user_request" TEXT NOT NULL,
	"selected_agent" TEXT NOT NULL,
	"confidence_score" ANY NOT NULL,
	"alternatives" TEXT,
	"reasoning" TEXT NOT NULL,
	"routing_strategy" INTEGER,
	"context_data" TEXT,
	"routing_time_ms" ANY,
	PRIMARY KEY ("project", "event_id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "routing_decision_timestamp" ON "routing_decision" ("timestamp");
CREATE INDEX "routing_decision_selected_agent" ON "routing_decision" ("selected_agent");
CREATE INDEX "routing_decision_confidence_score" ON "routing_decision" ("confidence_score");
CREATE TABLE "performance_metric" (
	"project" TEXT NOT NULL,
	"event_id" TEXT NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"timestamp" INTEGER NOT NULL,
	"metric_name" TEXT NOT NULL,
	"metric_value" ANY NOT NULL,
	"metric_type" TEXT NOT NULL,
	"component" TEXT NOT NULL,
	"metadata" TEXT,
	PRIMARY KEY ("project", "event_id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "performance_metric_timestamp" ON "performance_metric" ("timestamp");
CREATE INDEX "performance_metric_metric_name" ON "performance_metric" ("metric_name");
CREATE TABLE "transformation_event" (
	"project" TEXT NOT NULL,
	"event_id" TEXT NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"timestamp" INTEGER NOT NULL,
	"source_agent" TEXT NOT NULL,
	"target_agent" TEXT NOT NULL,
	"transformation_reason" TEXT NOT NULL,
	"capabilities_inherited" TEXT,
	"transformation_context" TEXT,
	"transformation_time_ms" ANY,
	PRIMARY KEY ("project", "event_id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "transformation_event_timestamp" ON "transformation_event" ("timestamp");
CREATE TABLE "tenant" (
	"tenant_id" TEXT NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"created_at" INTEGER,
	"last_active" INTEGER,
	"metadata" TEXT,
	PRIMARY KEY ("tenant_id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "tenant_last_active" ON "tenant" ("last_active");
CREATE TABLE "entity" (
	"project" TEXT NOT NULL,
	"id" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"name" TEXT,
	"entity_type" TEXT,
	"description" TEXT,
	"created_at" INTEGER,
	PRIMARY KEY ("project", "id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "entity_name" ON "entity" ("project", "name");
CREATE INDEX "entity_entity_type" ON "entity" ("project", "entity_type");
CREATE TABLE "auto_message" (
	"project" TEXT NOT NULL,
	"id" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"instance_id" TEXT,
	"timestamp" INTEGER,
	"message_number" INTEGER,
	"role" TEXT,
	"content" TEXT,
	"metadata" TEXT,
	PRIMARY KEY ("project", "id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "auto_message_instance_id" ON "auto_message" ("project", "instance_id");
CREATE INDEX "auto_message_timestamp" ON "auto_message" ("project", "timestamp");
CREATE TABLE "memory_decision" (
	"project" TEXT NOT NULL,
	"id" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"instance_id" TEXT,
	"timestamp" INTEGER,
	"decision_text" TEXT,
	"context" TEXT,
	"extracted_from" TEXT,
	PRIMARY KEY ("project", "id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "memory_decision_instance_id" ON "memory_decision" ("project", "instance_id");
CREATE INDEX "memory_decision_timestamp" ON "memory_decision" ("project", "timestamp");
CREATE TABLE "attention_link" (
	"project" TEXT NOT NULL,
	"id" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"concept_a" TEXT,
	"concept_b" TEXT,
	"link_type" TEXT,
	"strength" REAL,
	"created_at" INTEGER,
	"last_accessed" INTEGER,
	PRIMARY KEY ("project", "id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "attention_link_concept_a" ON "attention_link" ("project", "concept_a");
CREATE INDEX "attention_link_concept_b" ON "attention_link" ("project", "concept_b");
CREATE INDEX "attention_link_link_type" ON "attention_link" ("project", "link_type");
CREATE TABLE "compound_concept" (
	"project" TEXT NOT NULL,
	"id" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"compound_name" TEXT,
	"component_concepts" TEXT,
	"co_occurrence_count" INTEGER,
	"last_seen" INTEGER,
	PRIMARY KEY ("project", "id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "compound_concept_compound_name" ON "compound_concept" ("project", "compound_name");
CREATE TABLE "retention" (
	"project" TEXT NOT NULL,
	"table" TEXT NOT NULL,
	"at" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"cutoff" INTEGER,
	"deleted" INTEGER,
	"archived_to" TEXT,
	"dry_run" INTEGER,
	"took_ms" ANY,
	PRIMARY KEY ("project", "table", "at")
) STRICT, WITHOUT ROWID;
CREATE TABLE "migration" (
	"project" TEXT NOT NULL,
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	"table" TEXT NOT NULL,
	"started_at" INTEGER NOT NULL,
	"stored_at" INTEGER NOT NULL,
	"rows" INTEGER,
	"checksum" TEXT,
	"ok" INTEGER,
	"errors" TEXT,
	"took_ms" ANY,
	PRIMARY KEY ("project", "from", "to", "table", "started_at")
) STRICT, WITHOUT ROWID;
