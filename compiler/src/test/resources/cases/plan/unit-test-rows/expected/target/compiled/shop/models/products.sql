select code, title
from "landing"."products"
