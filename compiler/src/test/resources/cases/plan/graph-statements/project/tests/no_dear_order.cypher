{{ config(severity='warn', warn_if='> 2', limit=10, tags=['orders'], parameters={'highest': var('highest'), 'names': ['a', 1, true]}) }}
MATCH (:Customer)-[o:ORDERED]->(:Product)
WHERE o.amount > $highest
RETURN o
