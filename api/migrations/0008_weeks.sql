ALTER TABLE "months" RENAME TO "weeks";--> statement-breakpoint
DELETE FROM "weeks";--> statement-breakpoint
ALTER TABLE "weeks" RENAME COLUMN "month" TO "week";--> statement-breakpoint
ALTER TABLE "weeks" DROP CONSTRAINT "months_finite";--> statement-breakpoint
ALTER TABLE "weeks" DROP CONSTRAINT "months_network_resource_month_block_holder_pk";--> statement-breakpoint
ALTER TABLE "weeks" ADD CONSTRAINT "weeks_network_resource_week_block_holder_pk" PRIMARY KEY("network","resource","week","block","holder");--> statement-breakpoint
ALTER TABLE "weeks" ADD CONSTRAINT "weeks_finite" CHECK (accounting > -1e60 and accounting < 1e60 and onhand > -1e60 and onhand < 1e60);--> statement-breakpoint
INSERT INTO "weeks" ("network", "resource", "holder", "week", "block", "accounting", "onhand", "accounting_in", "onhand_in")
SELECT "network", "resource", "holder", floor("happened" / 604800000000.0)::int, "sequence" / 8192, sum("accounting"), sum("onhand"),
	sum(CASE WHEN ("accounting" < 0) = "takes_back" THEN "accounting" ELSE 0 END),
	sum(CASE WHEN ("onhand" < 0) = "takes_back" THEN "onhand" ELSE 0 END)
FROM "postings"
GROUP BY 1, 2, 3, 4, 5;
