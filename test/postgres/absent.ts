import { test } from 'vitest';

// Stands in the report in place of the tests that need a server.
test.skip('what is kept in a PostgreSQL server (left out: no PostgreSQL here)');
