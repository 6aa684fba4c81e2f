
select id from "main"."things" where id > 3
