-- Scenario: every built-in test of tables, in the spellings of dbt's packages too, all right.
-- Guards: their queries on both engines, and the one scan that counts those of a relation.
select * from (values
  (1, 'a', 1.5e0, decimal '2.50', true, date '2026-01-01', timestamp '2026-01-01 10:00:00', timestamp '2026-01-01 10:00:00 UTC'),
  (2, 'b', 2.5e0, decimal '3.50', false, date '2026-01-02', timestamp '2026-01-02 10:00:00', timestamp '2026-01-02 10:00:00 UTC')
) as t (id, name, ratio, price, active, day, made_at, seen_at)
