{# graphc's id of a node is a property in Neo4j and the id itself in Neptune. #}
{{ config(parameters={'prefix': 'User|' ~ tenant ~ '|'}) }}
MATCH (u:User)-[w:WORKS_AT]->()
WHERE {{ 'u._id' if graph_target.type == 'neo4j' else 'id(u)' }} STARTS WITH $prefix
WITH u, count(w) AS employments
WHERE employments > 1
RETURN u, employments
