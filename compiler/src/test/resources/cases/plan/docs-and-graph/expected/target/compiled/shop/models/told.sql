select 'orders,told' as described,
  '"landing"."orders"' as orders,
  5 as width,
  'True' as told,
  'False' as kept
