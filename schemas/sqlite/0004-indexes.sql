CREATE INDEX "alert_severity" ON "alert" ("severity", "created_at");
CREATE INDEX "alert_state" ON "alert" ("state", "created_at");
CREATE INDEX "alert_acknowledged" ON "alert" ("acknowledged", "created_at");
CREATE INDEX "decision_action" ON "decision" ("action", "timestamp");
CREATE INDEX "model_version_stage" ON "model_version" ("stage", "trained_at");
DROP INDEX "routing_decision_confidence_score";
CREATE INDEX "routing_decision_confidence_score" ON "routing_decision" (CASE WHEN "confidence_score" >= 1 THEN "confidence_score" / 10000.0 ELSE "confidence_score" * 1.0 END);
