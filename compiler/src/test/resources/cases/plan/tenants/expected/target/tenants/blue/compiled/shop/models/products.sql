select distinct page as code from "blue_schema"."orders"
