{{ config(limit=-1) }}
MATCH (c:Customer) RETURN c
