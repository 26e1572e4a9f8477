ALTER TABLE "model_version" ADD COLUMN "reason" TEXT;
CREATE UNIQUE INDEX "model_version_production" ON "model_version" ("project", "model_name") WHERE "stage" = 2;
