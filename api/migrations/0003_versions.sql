CREATE TABLE "versions" (
	"network" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"class" text COLLATE "C" NOT NULL,
	"body" text NOT NULL,
	"sequence" integer NOT NULL,
	"recorded" bigint NOT NULL,
	"revision" integer NOT NULL,
	"revised" integer NOT NULL,
	"retired" boolean NOT NULL,
	"ended" integer NOT NULL,
	CONSTRAINT "versions_network_id_revised_pk" PRIMARY KEY("network","id","revised")
);
--> statement-breakpoint
CREATE INDEX "versions_class" ON "versions" USING btree ("network","class","ended");
--> statement-breakpoint
-- What records were before stands in the journals only: every projection is made anew.
DELETE FROM "networks";
