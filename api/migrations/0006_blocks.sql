ALTER TABLE "postings" ADD COLUMN "takes_back" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "postings" ALTER COLUMN "takes_back" DROP DEFAULT;--> statement-breakpoint
UPDATE "postings" SET "takes_back" = true FROM "events", "records"
WHERE "events"."network" = "postings"."network" AND "events"."sequence" = "postings"."sequence" AND "events"."root" <> "events"."id"
	AND "records"."network" = "events"."network" AND "records"."id" = "events"."id"
	AND ("records"."body"::json -> 'resourceQuantity' ->> 'hasNumericalValue' LIKE '-%'
		OR "records"."body"::json -> 'effortQuantity' ->> 'hasNumericalValue' LIKE '-%');--> statement-breakpoint
DELETE FROM "months";--> statement-breakpoint
ALTER TABLE "months" DROP CONSTRAINT "months_network_resource_month_holder_pk";--> statement-breakpoint
ALTER TABLE "months" ADD COLUMN "block" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "months" ADD COLUMN "accounting_in" numeric NOT NULL;--> statement-breakpoint
ALTER TABLE "months" ADD COLUMN "onhand_in" numeric NOT NULL;--> statement-breakpoint
ALTER TABLE "months" ADD CONSTRAINT "months_network_resource_month_block_holder_pk" PRIMARY KEY("network","resource","month","block","holder");--> statement-breakpoint
INSERT INTO "months" ("network", "resource", "holder", "month", "block", "accounting", "onhand", "accounting_in", "onhand_in")
SELECT "network", "resource", "holder",
	(extract(year FROM "moment")::int - 1970) * 12 + extract(month FROM "moment")::int - 1,
	"sequence" / 8192, sum("accounting"), sum("onhand"),
	sum(CASE WHEN ("accounting" < 0) = "takes_back" THEN "accounting" ELSE 0 END),
	sum(CASE WHEN ("onhand" < 0) = "takes_back" THEN "onhand" ELSE 0 END)
FROM (SELECT *, timestamp '1970-01-01' + floor("happened" / 1000000.0)::bigint * interval '1 second' AS "moment" FROM "postings") AS "given"
GROUP BY 1, 2, 3, 4, 5;
