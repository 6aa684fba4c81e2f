
select customer_id, name, country, joined from "landing"."customers" where joined > date '2020-01-01'
