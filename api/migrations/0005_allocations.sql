CREATE TABLE "allocations" (
	"network" text COLLATE "C" NOT NULL,
	"target" text COLLATE "C" NOT NULL,
	"link" text COLLATE "C" NOT NULL,
	"happened" bigint NOT NULL,
	"sequence" integer NOT NULL,
	"root" text COLLATE "C" NOT NULL,
	"resource" numeric NOT NULL,
	"effort" numeric NOT NULL,
	CONSTRAINT "allocations_network_target_sequence_link_pk" PRIMARY KEY("network","target","sequence","link")
);
--> statement-breakpoint
CREATE INDEX "allocations_root" ON "allocations" USING btree ("network","root");