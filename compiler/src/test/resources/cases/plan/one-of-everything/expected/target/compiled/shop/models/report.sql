select name, amount from "main_marts"."customer_totals" where name <> 'report'
