-- On the standby, once the primary is gone for good: it takes over, and confirms alone until it has a standby.
-- First make sure that the old primary can't come back (README.md).
SELECT pg_promote();
ALTER SYSTEM RESET synchronous_standby_names;
SELECT pg_reload_conf();
