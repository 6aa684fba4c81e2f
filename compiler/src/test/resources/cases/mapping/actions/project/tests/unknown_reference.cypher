MATCH (c:Customer) WHERE c.id = '{{ var('nobody') }}'
RETURN c
