{{ config(parameters={'prefix': 'User|' ~ tenant ~ '|'}) }}
MATCH (u:User)-[w:WORKS_AT]->()
WHERE u._id STARTS WITH $prefix
WITH u, count(w) AS employments
WHERE employments > 1
RETURN u, employments
