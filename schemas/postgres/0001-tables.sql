-- The tables of every kind; views are made from the catalogue at opening.
CREATE TABLE "drift_metadata" (
	"key" TEXT PRIMARY KEY,
	"value" TEXT NOT NULL,
	"updated_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE "series" (
	"series_id" BIGINT PRIMARY KEY,
	"project" TEXT NOT NULL,
	"test_name" TEXT NOT NULL,
	"context" TEXT NOT NULL
);
CREATE INDEX "series_test_name" ON "series" USING hash ("test_name");
CREATE TABLE "run_clock" (
	"project" TEXT NOT NULL,
	"run_id" TEXT NOT NULL,
	"context" TEXT NOT NULL,
	"at" TIMESTAMPTZ NOT NULL,
	PRIMARY KEY ("project", "run_id", "context")
);
CREATE TABLE "run" (
	"project" TEXT NOT NULL,
	"run_id" TEXT NOT NULL,
	"context" TEXT NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"started_at" TIMESTAMPTZ,
	"job" TEXT,
	"branch" TEXT,
	"revision" TEXT,
	"tests" BIGINT,
	"passed" BIGINT,
	"failed" BIGINT,
	"errored" BIGINT,
	"skipped" BIGINT,
	"outage" BOOLEAN,
	"reports" JSON,
	PRIMARY KEY ("project", "run_id", "context")
);
CREATE INDEX "run_started_at" ON "run" ("started_at");
CREATE TABLE "result" (
	"series_id" BIGINT NOT NULL,
	"at" TIMESTAMPTZ NOT NULL,
	"h" BIGINT NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"run_id" TEXT,
	"report" TEXT,
	"attempt" BIGINT,
	"retried" BOOLEAN,
	"subtest" BOOLEAN,
	"status" SMALLINT NOT NULL,
	"timestamp" TIMESTAMPTZ NOT NULL,
	"duration" DOUBLE PRECISION,
	"suite" TEXT,
	"file" TEXT,
	"line" BIGINT,
	"framework" TEXT,
	"branch" TEXT,
	"revision" TEXT,
	"owner" TEXT,
	"failure_id" TEXT,
	"failure_type" TEXT,
	"message" TEXT,
	"details" TEXT,
	"tags" JSON,
	PRIMARY KEY ("series_id", "at", "h")
) PARTITION BY RANGE ("at");
CREATE TABLE "result_default" PARTITION OF "result" DEFAULT;
CREATE TABLE "measurement" (
	"series_id" BIGINT NOT NULL,
	"at" TIMESTAMPTZ NOT NULL,
	"h" BIGINT NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"confidence" DOUBLE PRECISION NOT NULL,
	"category" TEXT NOT NULL,
	"failure_id" TEXT,
	"rule_score" DOUBLE PRECISION,
	"signal_score" DOUBLE PRECISION,
	"rule" TEXT,
	"reasons" JSON,
	"runs" BIGINT,
	"failures" BIGINT,
	"ai_confidence" DOUBLE PRECISION,
	"enrichment" JSON,
	"explanation" JSON,
	"run_id" TEXT,
	"revision" TEXT,
	"branch" TEXT,
	"owner" TEXT,
	PRIMARY KEY ("series_id", "at", "h")
) PARTITION BY RANGE ("at");
CREATE TABLE "measurement_default" PARTITION OF "measurement" DEFAULT;
CREATE TABLE "analysis" (
	"series_id" BIGINT NOT NULL,
	"at" TIMESTAMPTZ NOT NULL,
	"h" BIGINT NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"method" SMALLINT,
	"change_at" TIMESTAMPTZ,
	"baseline_confidence" DOUBLE PRECISION NOT NULL,
	"current_confidence" DOUBLE PRECISION NOT NULL,
	"drift_percentage" DOUBLE PRECISION,
	"drift_absolute" DOUBLE PRECISION NOT NULL,
	"severity" SMALLINT NOT NULL,
	"direction" SMALLINT NOT NULL,
	"trend" SMALLINT NOT NULL,
	"slope" DOUBLE PRECISION,
	"slope_per_day" DOUBLE PRECISION,
	"measurements_count" BIGINT NOT NULL,
	"time_span_seconds" DOUBLE PRECISION NOT NULL,
	"recommendations" JSON NOT NULL,
	"category" TEXT,
	"detected_at" TIMESTAMPTZ,
	"change_index" BIGINT,
	"detected_index" BIGINT,
	"level_before" DOUBLE PRECISION,
	"level_after" DOUBLE PRECISION,
	"p_value" DOUBLE PRECISION,
	"flake_rate" DOUBLE PRECISION,
	"flake_rate_lower" DOUBLE PRECISION,
	"evidence" JSON,
	"class" SMALLINT,
	"owner" TEXT,
	"failure_id" TEXT,
	"run_id" TEXT,
	"revision" TEXT,
	PRIMARY KEY ("series_id", "at", "h")
) PARTITION BY RANGE ("at");
CREATE TABLE "analysis_default" PARTITION OF "analysis" DEFAULT;
CREATE TABLE "category_summary" (
	"project" TEXT NOT NULL,
	"category" TEXT NOT NULL,
	"timestamp" TIMESTAMPTZ NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"tests_analyzed" BIGINT NOT NULL,
	"drifting_tests" BIGINT NOT NULL,
	"avg_drift_percentage" DOUBLE PRECISION,
	"max_drift_test" TEXT,
	"max_drift_percentage" DOUBLE PRECISION,
	"drift_distribution" JSON,
	PRIMARY KEY ("project", "category", "timestamp")
);
CREATE TABLE "alert" (
	"project" TEXT NOT NULL,
	"alert_id" TEXT NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"test_name" TEXT,
	"context" TEXT,
	"source" SMALLINT NOT NULL,
	"severity" SMALLINT NOT NULL,
	"state" SMALLINT NOT NULL,
	"drift_percentage" DOUBLE PRECISION,
	"message" TEXT NOT NULL,
	"recommendations" JSON,
	"created_at" TIMESTAMPTZ NOT NULL,
	"resolved_at" TIMESTAMPTZ,
	"last_sent_at" TIMESTAMPTZ,
	"count" BIGINT,
	"updated_at" TIMESTAMPTZ,
	"class" SMALLINT,
	"owner" TEXT,
	"failure_id" TEXT,
	"run_id" TEXT,
	"supersedes" TEXT,
	"acknowledged" BOOLEAN,
	"acknowledged_at" TIMESTAMPTZ,
	"acknowledged_by" TEXT,
	"acknowledged_until" TIMESTAMPTZ,
	"ack_reason" TEXT,
	PRIMARY KEY ("project", "alert_id")
);
CREATE INDEX "alert_test_name" ON "alert" ("test_name");
CREATE INDEX "alert_created_at" ON "alert" ("created_at");
CREATE TABLE "prediction" (
	"project" TEXT NOT NULL,
	"prediction_id" TEXT NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"timestamp" TIMESTAMPTZ NOT NULL,
	"model_name" TEXT,
	"model_version" TEXT,
	"prediction" BIGINT,
	"probability" DOUBLE PRECISION,
	"application_date" TIMESTAMPTZ,
	"features" JSON,
	"request_id" TEXT,
	PRIMARY KEY ("project", "prediction_id")
);
CREATE INDEX "prediction_timestamp" ON "prediction" ("timestamp");
CREATE TABLE "label" (
	"project" TEXT NOT NULL,
	"prediction_id" TEXT NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"true_label" BIGINT NOT NULL,
	"label_timestamp" TIMESTAMPTZ,
	"label_source" TEXT,
	"days_delayed" BIGINT,
	"updated_at" TIMESTAMPTZ,
	PRIMARY KEY ("project", "prediction_id")
);
CREATE INDEX "label_label_timestamp" ON "label" ("label_timestamp");
CREATE TABLE "monitoring" (
	"project" TEXT NOT NULL,
	"model_name" TEXT NOT NULL,
	"timestamp" TIMESTAMPTZ NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"probability_median" DOUBLE PRECISION,
	"probability_q25" DOUBLE PRECISION,
	"probability_q75" DOUBLE PRECISION,
	"coverage" JSON,
	"performance" JSON,
	"segments" JSON,
	"lookback_hours" BIGINT NOT NULL,
	"status" SMALLINT NOT NULL,
	"num_predictions" BIGINT NOT NULL,
	"positive_rate" DOUBLE PRECISION,
	"probability_mean" DOUBLE PRECISION,
	"probability_std" DOUBLE PRECISION,
	"entropy" DOUBLE PRECISION,
	"num_features" BIGINT,
	"num_drifted_features" BIGINT,
	"feature_drift_ratio" DOUBLE PRECISION,
	"drift_share_threshold" DOUBLE PRECISION,
	"dataset_drift_detected" BOOLEAN,
	"drift_summary_ref" TEXT,
	"drift_report_ref" TEXT,
	"model_version" TEXT,
	PRIMARY KEY ("project", "model_name", "timestamp")
);
CREATE INDEX "monitoring_timestamp" ON "monitoring" ("timestamp");
CREATE TABLE "feature_drift_row" (
	"project" TEXT NOT NULL,
	"model_name" TEXT NOT NULL,
	"timestamp" TIMESTAMPTZ NOT NULL,
	"feature" TEXT NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"stat_test" TEXT NOT NULL,
	"score" DOUBLE PRECISION NOT NULL,
	"p_value" DOUBLE PRECISION,
	"threshold" DOUBLE PRECISION NOT NULL,
	"drift_detected" BOOLEAN NOT NULL,
	"reference_count" BIGINT,
	"current_count" BIGINT,
	PRIMARY KEY ("project", "model_name", "timestamp", "feature")
);
CREATE TABLE "decision" (
	"project" TEXT NOT NULL,
	"model_name" TEXT NOT NULL,
	"timestamp" TIMESTAMPTZ NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"trigger_reason" SMALLINT NOT NULL,
	"action" SMALLINT NOT NULL,
	"failed_gate" TEXT,
	"reason" TEXT,
	"gate_results" JSON,
	"feature_drift_ratio" DOUBLE PRECISION,
	"num_drifted_features" BIGINT,
	"dataset_drift_detected" BOOLEAN,
	"drifted_features" JSON,
	"labeled_samples" BIGINT,
	"coverage_pct" DOUBLE PRECISION,
	"shadow_model_version" TEXT,
	"production_model_version" TEXT,
	"f1_improvement_pct" DOUBLE PRECISION,
	"brier_change" DOUBLE PRECISION,
	"drift_context" JSON,
	"data_context" JSON,
	"decision_details" JSON,
	"decided_by" TEXT,
	"drift_summary_ref" TEXT,
	"evaluation_report_ref" TEXT,
	PRIMARY KEY ("project", "model_name", "timestamp")
);
CREATE TABLE "stage_change" (
	"project" TEXT NOT NULL,
	"model_name" TEXT NOT NULL,
	"model_version" TEXT NOT NULL,
	"at" TIMESTAMPTZ NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"from_stage" SMALLINT,
	"to_stage" SMALLINT NOT NULL,
	"by" TEXT,
	"reason" TEXT,
	"decided_at" TIMESTAMPTZ,
	PRIMARY KEY ("project", "model_name", "model_version", "at")
);
CREATE TABLE "model_version" (
	"project" TEXT NOT NULL,
	"model_name" TEXT NOT NULL,
	"model_version" TEXT NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"stage" SMALLINT NOT NULL,
	"run_id" TEXT,
	"f1_score" DOUBLE PRECISION,
	"brier_score" DOUBLE PRECISION,
	"num_samples" BIGINT,
	"trained_at" TIMESTAMPTZ,
	"promoted_at" TIMESTAMPTZ,
	"archived_at" TIMESTAMPTZ,
	"promoted_by" TEXT,
	"trigger_reason" TEXT,
	"feature_drift_ratio_at_training" DOUBLE PRECISION,
	"decided_at" TIMESTAMPTZ,
	PRIMARY KEY ("project", "model_name", "model_version")
);
CREATE TABLE "trace_event" (
	"project" TEXT NOT NULL,
	"event_id" TEXT NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"timestamp" TIMESTAMPTZ NOT NULL,
	"trace_id" TEXT NOT NULL,
	"event_type" TEXT NOT NULL,
	"level" SMALLINT NOT NULL,
	"message" TEXT NOT NULL,
	"agent_name" TEXT,
	"task_id" TEXT,
	"duration_ms" DOUBLE PRECISION,
	"metadata" JSON,
	PRIMARY KEY ("project", "event_id")
);
CREATE INDEX "trace_event_timestamp" ON "trace_event" ("timestamp");
CREATE INDEX "trace_event_trace_id" ON "trace_event" ("trace_id");
CREATE INDEX "trace_event_event_type" ON "trace_event" ("event_type");
CREATE INDEX "trace_event_agent_name" ON "trace_event" ("agent_name");
CREATE TABLE "routing_decision" (
	"project" TEXT NOT NULL,
	"event_id" TEXT NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"timestamp" TIMESTAMPTZ NOT NULL,
	"user_request" TEXT NOT NULL,
	"selected_agent" TEXT NOT NULL,
	"confidence_score" DOUBLE PRECISION NOT NULL,
	"alternatives" JSON,
	"reasoning" TEXT NOT NULL,
	"routing_strategy" TEXT,
	"context_data" JSON,
	"routing_time_ms" DOUBLE PRECISION,
	PRIMARY KEY ("project", "event_id")
);
CREATE INDEX "routing_decision_timestamp" ON "routing_decision" ("timestamp");
CREATE INDEX "routing_decision_selected_agent" ON "routing_decision" ("selected_agent");
CREATE INDEX "routing_decision_confidence_score" ON "routing_decision" ("confidence_score");
CREATE TABLE "performance_metric" (
	"project" TEXT NOT NULL,
	"event_id" TEXT NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"timestamp" TIMESTAMPTZ NOT NULL,
	"metric_name" TEXT NOT NULL,
	"metric_value" DOUBLE PRECISION NOT NULL,
	"metric_type" TEXT NOT NULL,
	"component" TEXT NOT NULL,
	"metadata" JSON,
	PRIMARY KEY ("project", "event_id")
);
CREATE INDEX "performance_metric_timestamp" ON "performance_metric" ("timestamp");
CREATE INDEX "performance_metric_metric_name" ON "performance_metric" ("metric_name");
CREATE TABLE "transformation_event" (
	"project" TEXT NOT NULL,
	"event_id" TEXT NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"timestamp" TIMESTAMPTZ NOT NULL,
	"source_agent" TEXT NOT NULL,
	"target_agent" TEXT NOT NULL,
	"transformation_reason" TEXT NOT NULL,
	"capabilities_inherited" JSON,
	"transformation_context" JSON,
	"transformation_time_ms" DOUBLE PRECISION,
	PRIMARY KEY ("project", "event_id")
);
CREATE INDEX "transformation_event_timestamp" ON "transformation_event" ("timestamp");
CREATE TABLE "tenant" (
	"tenant_id" TEXT NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
	"created_at" TIMESTAMPTZ,
	"last_active" TIMESTAMPTZ,
	"metadata" JSON,
	PRIMARY KEY ("tenant_id")
);
CREATE INDEX "tenant_last_active" ON "tenant" ("last_active");
CREATE TABLE "entity" (
	"project" TEXT NOT NULL DEFAULT 'default',
	"id" BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY,
	"stored_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
	"name" TEXT,
	"entity_type" TEXT,
	"description" TEXT,
	"created_at" TIMESTAMPTZ,
	PRIMARY KEY ("project", "id")
);
CREATE INDEX "entity_name" ON "entity" ("project", "name");
CREATE INDEX "entity_entity_type" ON "entity" ("project", "entity_type");
CREATE TABLE "auto_message" (
	"project" TEXT NOT NULL DEFAULT 'default',
	"id" BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY,
	"stored_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
	"instance_id" TEXT,
	"timestamp" TIMESTAMPTZ,
	"message_number" BIGINT,
	"role" TEXT,
	"content" TEXT,
	"metadata" JSON,
	PRIMARY KEY ("project", "id")
);
CREATE INDEX "auto_message_instance_id" ON "auto_message" ("project", "instance_id");
CREATE INDEX "auto_message_timestamp" ON "auto_message" ("project", "timestamp");
CREATE TABLE "memory_decision" (
	"project" TEXT NOT NULL DEFAULT 'default',
	"id" BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY,
	"stored_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
	"instance_id" TEXT,
	"timestamp" TIMESTAMPTZ,
	"decision_text" TEXT,
	"context" TEXT,
	"extracted_from" TEXT,
	PRIMARY KEY ("project", "id")
);
CREATE INDEX "memory_decision_instance_id" ON "memory_decision" ("project", "instance_id");
CREATE INDEX "memory_decision_timestamp" ON "memory_decision" ("project", "timestamp");
CREATE TABLE "attention_link" (
	"project" TEXT NOT NULL DEFAULT 'default',
	"id" BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY,
	"stored_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
	"concept_a" TEXT,
	"concept_b" TEXT,
	"link_type" TEXT,
	"strength" DOUBLE PRECISION DEFAULT '0.5',
	"created_at" TIMESTAMPTZ,
	"last_accessed" TIMESTAMPTZ,
	PRIMARY KEY ("project", "id")
);
CREATE INDEX "attention_link_concept_a" ON "attention_link" ("project", "concept_a");
CREATE INDEX "attention_link_concept_b" ON "attention_link" ("project", "concept_b");
CREATE INDEX "attention_link_link_type" ON "attention_link" ("project", "link_type");
CREATE TABLE "compound_concept" (
	"project" TEXT NOT NULL DEFAULT 'default',
	"id" BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY,
	"stored_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
	"compound_name" TEXT,
	"component_concepts" JSON,
	"co_occurrence_count" BIGINT DEFAULT '1',
	"last_seen" TIMESTAMPTZ,
	PRIMARY KEY ("project", "id")
);
CREATE INDEX "compound_concept_compound_name" ON "compound_concept" ("project", "compound_name");
CREATE TABLE "retention" (
	"project" TEXT NOT NULL,
	"table" TEXT NOT NULL,
	"at" TIMESTAMPTZ NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"cutoff" TIMESTAMPTZ,
	"deleted" BIGINT,
	"archived_to" TEXT,
	"dry_run" BOOLEAN,
	"took_ms" DOUBLE PRECISION,
	PRIMARY KEY ("project", "table", "at")
);
CREATE TABLE "migration" (
	"project" TEXT NOT NULL,
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	"table" TEXT NOT NULL,
	"started_at" TIMESTAMPTZ NOT NULL,
	"stored_at" TIMESTAMPTZ NOT NULL,
	"rows" BIGINT,
	"checksum" TEXT,
	"ok" BOOLEAN,
	"errors" JSON,
	"took_ms" DOUBLE PRECISION,
	PRIMARY KEY ("project", "from", "to", "table", "started_at")
);
