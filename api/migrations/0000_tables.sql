CREATE TABLE "batches" (
	"network" text COLLATE "C" NOT NULL,
	"frame" integer NOT NULL,
	"author" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"request_hash" text NOT NULL,
	"recorded" bigint NOT NULL,
	"first_sequence" integer NOT NULL,
	"sequence" integer NOT NULL,
	"warnings" text,
	CONSTRAINT "batches_network_frame_pk" PRIMARY KEY("network","frame")
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"network" text COLLATE "C" NOT NULL,
	"resource" text COLLATE "C" NOT NULL,
	"attribute" text COLLATE "C" NOT NULL,
	"happened" bigint NOT NULL,
	"root_sequence" integer NOT NULL,
	"sequence" integer NOT NULL,
	"ended" integer,
	"value" text,
	CONSTRAINT "changes_network_resource_attribute_happened_root_sequence_sequence_pk" PRIMARY KEY("network","resource","attribute","happened","root_sequence","sequence")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"network" text COLLATE "C" NOT NULL,
	"sequence" integer NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"happened" bigint NOT NULL,
	"action" text COLLATE "C" NOT NULL,
	"process" text COLLATE "C",
	"provider" text COLLATE "C",
	"receiver" text COLLATE "C",
	"resource" text COLLATE "C",
	"to_resource" text COLLATE "C",
	"root" text COLLATE "C" NOT NULL,
	"root_sequence" integer NOT NULL,
	"from_holder" text COLLATE "C" NOT NULL,
	"to_holder" text COLLATE "C" NOT NULL,
	"resource_total" numeric NOT NULL,
	"effort_total" numeric NOT NULL,
	"corrected" boolean NOT NULL,
	CONSTRAINT "events_network_sequence_pk" PRIMARY KEY("network","sequence")
);
--> statement-breakpoint
CREATE TABLE "heads" (
	"network" text COLLATE "C" NOT NULL,
	"resource" text COLLATE "C" NOT NULL,
	"holder" text COLLATE "C" NOT NULL,
	"accounting" numeric NOT NULL,
	"onhand" numeric NOT NULL,
	CONSTRAINT "heads_network_resource_holder_pk" PRIMARY KEY("network","resource","holder"),
	CONSTRAINT "heads_finite" CHECK (accounting > -1e60 and accounting < 1e60 and onhand > -1e60 and onhand < 1e60)
);
--> statement-breakpoint
CREATE TABLE "months" (
	"network" text COLLATE "C" NOT NULL,
	"resource" text COLLATE "C" NOT NULL,
	"holder" text COLLATE "C" NOT NULL,
	"month" integer NOT NULL,
	"accounting" numeric NOT NULL,
	"onhand" numeric NOT NULL,
	CONSTRAINT "months_network_resource_month_holder_pk" PRIMARY KEY("network","resource","month","holder"),
	CONSTRAINT "months_finite" CHECK (accounting > -1e60 and accounting < 1e60 and onhand > -1e60 and onhand < 1e60)
);
--> statement-breakpoint
CREATE TABLE "networks" (
	"network" text COLLATE "C" PRIMARY KEY NOT NULL,
	"frame" integer NOT NULL,
	"sequence" integer NOT NULL,
	"root" text NOT NULL,
	"length" bigint NOT NULL,
	"recorded" bigint NOT NULL,
	"boot" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"network" text COLLATE "C" NOT NULL,
	"resource" text COLLATE "C" NOT NULL,
	"happened" bigint NOT NULL,
	"sequence" integer NOT NULL,
	"holder" text COLLATE "C" NOT NULL,
	"accounting" numeric NOT NULL,
	"onhand" numeric NOT NULL,
	CONSTRAINT "postings_network_resource_happened_sequence_holder_pk" PRIMARY KEY("network","resource","happened","sequence","holder"),
	CONSTRAINT "postings_finite" CHECK (accounting > -1e60 and accounting < 1e60 and onhand > -1e60 and onhand < 1e60)
);
--> statement-breakpoint
CREATE TABLE "records" (
	"network" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"class" text COLLATE "C" NOT NULL,
	"body" text NOT NULL,
	"sequence" integer NOT NULL,
	"recorded" bigint NOT NULL,
	"frame" integer NOT NULL,
	"author" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"revised" integer NOT NULL,
	"retired" boolean NOT NULL,
	CONSTRAINT "records_network_id_pk" PRIMARY KEY("network","id")
);
--> statement-breakpoint
CREATE TABLE "resources" (
	"network" text COLLATE "C" NOT NULL,
	"resource" text COLLATE "C" NOT NULL,
	"specification" text COLLATE "C" NOT NULL,
	"dimension" text,
	"live" integer NOT NULL,
	CONSTRAINT "resources_network_resource_pk" PRIMARY KEY("network","resource")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "batches_key" ON "batches" USING btree ("network","author","key") WHERE key <> '';--> statement-breakpoint
CREATE INDEX "batches_recorded" ON "batches" USING btree ("network","recorded");--> statement-breakpoint
CREATE INDEX "changes_sequence" ON "changes" USING btree ("network","sequence");--> statement-breakpoint
CREATE INDEX "changes_root" ON "changes" USING btree ("network","root_sequence");--> statement-breakpoint
CREATE INDEX "events_happened" ON "events" USING btree ("network","happened");--> statement-breakpoint
CREATE INDEX "events_process" ON "events" USING btree ("network","process","sequence") WHERE process is not null;--> statement-breakpoint
CREATE INDEX "events_provider" ON "events" USING btree ("network","provider","sequence") WHERE provider is not null;--> statement-breakpoint
CREATE INDEX "events_receiver" ON "events" USING btree ("network","receiver","sequence") WHERE receiver is not null;--> statement-breakpoint
CREATE INDEX "events_resource" ON "events" USING btree ("network","resource","sequence") WHERE resource is not null;--> statement-breakpoint
CREATE INDEX "events_to_resource" ON "events" USING btree ("network","to_resource","sequence") WHERE to_resource is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "events_id" ON "events" USING btree ("network","id");--> statement-breakpoint
CREATE INDEX "postings_sequence" ON "postings" USING btree ("network","resource","sequence");--> statement-breakpoint
CREATE INDEX "records_class" ON "records" USING btree ("network","class","sequence");