
MATCH (:Customer)-[o:ORDERED]->(:Product)
WHERE o.amount > $highest
RETURN o
