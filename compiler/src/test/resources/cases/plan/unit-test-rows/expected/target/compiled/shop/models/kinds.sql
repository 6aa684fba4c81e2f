select * from "raw"."kinds"
