CREATE TABLE "flow_groups" (
	"network" text COLLATE "C" NOT NULL,
	"sequence" integer NOT NULL,
	"rows" text NOT NULL,
	CONSTRAINT "flow_groups_network_sequence_pk" PRIMARY KEY("network","sequence")
);
--> statement-breakpoint
CREATE TABLE "frames" (
	"network" text COLLATE "C" NOT NULL,
	"number" integer NOT NULL,
	"place" bigint NOT NULL,
	"author" text COLLATE "C" NOT NULL,
	"hash" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "frames_network_number_pk" PRIMARY KEY("network","number")
);
--> statement-breakpoint
CREATE TABLE "journals" (
	"network" text COLLATE "C" PRIMARY KEY NOT NULL,
	"frame" integer NOT NULL,
	"sequence" integer NOT NULL,
	"recorded" bigint NOT NULL,
	"length" bigint NOT NULL,
	"tree" text NOT NULL,
	"erasures" integer NOT NULL,
	"request_key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leaves" (
	"network" text COLLATE "C" NOT NULL,
	"commitment" text COLLATE "C" NOT NULL,
	"record" text COLLATE "C" NOT NULL,
	"field" text COLLATE "C" NOT NULL,
	"salt" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "leaves_network_commitment_pk" PRIMARY KEY("network","commitment")
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"mark" text NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "frames_author" ON "frames" USING btree ("network","author","number");--> statement-breakpoint
CREATE INDEX "leaves_record" ON "leaves" USING btree ("network","record");