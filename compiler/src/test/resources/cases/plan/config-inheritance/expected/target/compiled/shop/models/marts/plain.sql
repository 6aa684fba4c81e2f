
select id, rate from "main_dwh"."sales"
