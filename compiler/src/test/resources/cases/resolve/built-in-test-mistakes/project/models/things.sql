-- Scenario: wrong uses of built-in tests.
-- Guards: each is one error at the place of the mistake, with a way out.
select * from (values (1, 'a', date '2026-01-01', true)) as t (id, name, day, active)
