ALTER TABLE "alert" ADD COLUMN "fired_severity" SMALLINT;
ALTER TABLE "alert" ADD COLUMN "told" JSON;
