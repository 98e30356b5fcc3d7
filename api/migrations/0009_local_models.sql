CREATE TABLE "local_models" (
	"network" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"hash" text NOT NULL,
	"size" integer NOT NULL,
	"about" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "local_models_network_name_pk" PRIMARY KEY("network","name")
);
