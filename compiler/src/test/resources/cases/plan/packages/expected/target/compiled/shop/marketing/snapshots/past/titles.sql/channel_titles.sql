

select channel, title, 'USD' as currency from "main"."channels"
