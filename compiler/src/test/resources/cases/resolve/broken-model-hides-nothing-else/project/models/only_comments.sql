-- select 1 as a
/* to be written */
