CREATE INDEX "alert_severity" ON "alert" ("severity", "created_at");
CREATE INDEX "alert_state" ON "alert" ("state", "created_at");
CREATE INDEX "alert_acknowledged" ON "alert" ("acknowledged", "created_at");
CREATE INDEX "decision_action" ON "decision" ("action", "timestamp");
CREATE INDEX "model_version_stage" ON "model_version" ("stage", "trained_at");
