CREATE INDEX customer_since IF NOT EXISTS
FOR (c:Customer) ON (c.{{ 'since' }})
