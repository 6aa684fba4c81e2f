select 1 as a from itself
union all select 1 from main.itself
