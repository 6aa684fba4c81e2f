select * from "main"."things"
