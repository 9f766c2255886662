-- On the primary, once the standby follows it: from now on nothing is confirmed that isn't on both machines.
ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (standby)';
SELECT pg_reload_conf();
