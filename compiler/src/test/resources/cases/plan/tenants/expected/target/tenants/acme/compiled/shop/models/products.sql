select distinct page as code from "main_acme"."orders"
