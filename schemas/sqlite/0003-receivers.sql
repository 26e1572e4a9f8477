ALTER TABLE "alert" ADD COLUMN "fired_severity" INTEGER;
ALTER TABLE "alert" ADD COLUMN "told" TEXT;
