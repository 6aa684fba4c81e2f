-- Load balancer logs in a table with projected partitions
SELECT elb_status_code, count(*) AS requests, approx_percentile(target_processing_time, 0.99) AS p99
FROM access_logs
WHERE day >= date_format(current_date - interval '7' day, '%Y/%m/%d') AND day < date_format(current_date, '%Y/%m/%d')
GROUP BY elb_status_code
ORDER BY requests DESC
;
SELECT client_ip, request_verb, request_url, count(*) AS hits, sum(received_bytes) AS bytes_in, sum(sent_bytes) AS bytes_out
FROM access_logs
WHERE parse_datetime(request_time, 'yyyy-MM-dd''T''HH:mm:ss.SSSSSS''Z''')
      BETWEEN parse_datetime('2024-05-30-12:00:00', 'yyyy-MM-dd-HH:mm:ss') AND parse_datetime('2024-05-31-00:00:00', 'yyyy-MM-dd-HH:mm:ss')
GROUP BY client_ip, request_verb, request_url
HAVING count(*) > 100
ORDER BY 4 DESC LIMIT 25
;
SELECT url_extract_host(request_url) AS host, url_extract_path(request_url) AS path, url_extract_parameter(request_url, 'utm_source') AS source,
  url_extract_port(request_url) AS port, url_extract_protocol(request_url) AS protocol, url_decode(url_extract_query(request_url)) AS query
FROM access_logs WHERE day = '2024/05/01'
;
SELECT regexp_extract(user_agent, '(Chrome|Firefox|Safari)/([0-9]+)', 1) AS browser, try_cast(regexp_extract(user_agent, '(Chrome|Firefox|Safari)/([0-9]+)', 2) AS integer) AS version, approx_distinct(client_ip) AS visitors
FROM access_logs GROUP BY 1, 2 HAVING approx_distinct(client_ip, 0.01) > 10
;
SELECT day, elb, cast(sum(CASE WHEN elb_status_code BETWEEN 500 AND 599 THEN 1 ELSE 0 END) AS double) / count(*) AS error_rate,
  count_if(elb_status_code = 504) AS timeouts, histogram(elb_status_code) AS codes, map_agg(request_verb, elb_status_code) AS sample
FROM access_logs GROUP BY day, elb
;
SELECT date_trunc('hour', from_iso8601_timestamp(request_time)) AS hour, count(*) AS n
FROM access_logs WHERE from_iso8601_timestamp(request_time) > current_timestamp - interval '24' hour GROUP BY 1 ORDER BY 1
;
SELECT contains('10.0.0.0/8', cast(client_ip AS ipaddress)) AS internal, count(*) AS n FROM access_logs GROUP BY 1
;
-- Audit trails with nested records
SELECT useridentity.arn, useridentity.sessioncontext.attributes.mfaauthenticated AS mfa, eventname, count(*) AS n
FROM cloudtrail
WHERE eventsource = 'iam.amazonaws.com' AND errorcode IS NULL AND from_iso8601_timestamp(eventtime) > now() - interval '1' day
GROUP BY 1, 2, 3 ORDER BY n DESC
;
SELECT eventname, r.arn, r.type, account, region
FROM cloudtrail CROSS JOIN UNNEST(resources) AS r (arn, accountid, type)
WHERE timestamp BETWEEN '2024/01/01' AND '2024/01/31' AND r.type = 'AWS::S3::Object'
;
SELECT json_extract_scalar(requestparameters, '$.bucketName') AS bucket, json_extract_scalar(requestparameters, '$.key') AS key,
  cast(json_extract(requestparameters, '$.tags') AS array(varchar)) AS tags, json_array_length(json_extract(requestparameters, '$.tags')) AS n,
  json_format(json_extract(responseelements, '$')) AS response, json_size(responseelements, '$.a') AS size
FROM cloudtrail WHERE eventname IN ('GetObject', 'PutObject', 'DeleteObject')
;
SELECT sourceipaddress, array_agg(DISTINCT eventname ORDER BY eventname) AS actions, array_join(array_distinct(array_agg(awsregion)), ',') AS regions,
  min_by(eventtime, eventversion) AS first_seen, max(eventtime) AS last_seen
FROM cloudtrail WHERE errorcode = 'AccessDenied' GROUP BY sourceipaddress
;
WITH identified AS (SELECT coalesce(useridentity.arn, useridentity.principalid, 'unknown') AS who, * FROM cloudtrail)
SELECT who, count(DISTINCT eventsource) AS services FROM identified GROUP BY who
;
-- JSON kept in text
SELECT cast(json_parse(attributes) AS map(varchar, varchar))['color'] AS color, json_extract_scalar(attributes, '$["size"]') AS size FROM products
;
SELECT p.product_id, v.id, v.price
FROM products p
CROSS JOIN UNNEST(cast(json_extract(p.attributes, '$.variants') AS array(row(id bigint, price decimal(10,2))))) AS v (id, price)
;
SELECT p.product_id, item FROM products p CROSS JOIN UNNEST(cast(json_parse(p.attributes) AS array(json))) AS t (item)
;
SELECT product_id, k, v FROM products CROSS JOIN UNNEST(cast(json_parse(attributes) AS map(varchar, json))) AS t (k, v) WHERE is_json_scalar(v)
;
SELECT json_array_contains(attributes, 'red') AS red, json_array_get(attributes, 0) AS first, cast(raw AS varchar) AS text, raw = JSON '{}' AS empty
FROM products, payments
;
SELECT cast(cast(row(product_id, title) AS row(id bigint, name varchar)) AS json) AS document, cast(map(array['a'], array[price]) AS json) AS prices FROM products
;
SELECT transform(cast(json_parse(attributes) AS array(json)), x -> json_extract_scalar(x, '$.name')) AS names FROM products
;
-- Arrays, maps and rows
SELECT order_id, cardinality(items) AS n, items[1].sku AS first_sku, element_at(items, -1).price AS last_price,
  reduce(items, cast(0 AS decimal(18,2)), (s, i) -> cast(s + i.quantity * i.price AS decimal(18,2)), s -> s) AS total,
  filter(items, i -> i.quantity > 1) AS several, any_match(items, i -> i.sku LIKE 'A%') AS has_a, none_match(items, i -> i.price IS NULL) AS priced
FROM orders
;
SELECT order_id, i.sku, i.quantity * i.price AS amount, ordinality FROM orders CROSS JOIN UNNEST(items) WITH ORDINALITY AS i (sku, quantity, price, ordinality)
;
SELECT map_keys(preferences) AS keys, map_values(preferences) AS vals, element_at(preferences, 'lang') AS lang, map_concat(preferences, map(array['a'], array['b'])) AS more,
  map_entries(preferences) AS entries, cardinality(preferences) AS size, transform_keys(preferences, (k, v) -> upper(k)) AS upper_keys FROM customers
;
SELECT split(url, '/')[4] AS part, split_part(url, '?', 2) AS query, split_to_map(split_part(url, '?', 2), '&', '=') AS parameters, split_to_multimap(url, '&', '=') AS many FROM events
;
SELECT sequence(date '2024-01-01', date '2024-12-31', interval '1' month) AS months, flatten(array[array[1, 2], array[3]]) AS flat, zip(array[1, 2], array['a', 'b']) AS zipped,
  slice(sequence(1, 10), 2, 3) AS part, array_sort(array[3, 1, 2], (x, y) -> if(x < y, 1, if(x = y, 0, -1))) AS sorted, array_union(array[1], array[2]) AS both, shuffle(array[1, 2, 3]) AS any_order,
  repeat('x', 3) AS xs, arrays_overlap(array[1], array[1, 2]) AS overlap, ngrams(array['a', 'b', 'c'], 2) AS pairs, combinations(array[1, 2, 3], 2) AS combos
;
SELECT d.day FROM UNNEST(sequence(current_date - interval '30' day, current_date, interval '1' day)) AS d (day)
;
SELECT cast(row(1, 'x') AS row(a bigint, b varchar)).a AS a, array[row(1, 'x'), row(2, 'y')] AS rows, map(array['a'], array[row(1, 2e0)])['a'][2] AS nested
;
-- Dates and times
SELECT date_parse(dt, '%Y-%m-%d') AS d, cast(date_parse(dt, '%Y-%m-%d') AS date) AS day, date_format(event_time, '%Y-%m-%d %H:00') AS hour, date_add('day', -7, event_time) AS week_ago,
  date_diff('minute', event_time, current_timestamp) AS age, event_time AT TIME ZONE 'America/New_York' AS local, to_unixtime(event_time) AS epoch, from_unixtime(1700000000) AS t,
  from_unixtime(1700000000, 'Europe/Paris') AS z, with_timezone(cast(event_time AS timestamp(3)), 'UTC') AS utc, day_of_week(event_time) AS dow, last_day_of_month(event_time) AS month_end,
  year_of_week(event_time) AS iso_year, date(event_time) AS date, to_iso8601(event_time) AS iso, from_unixtime_nanos(1) AS nanos, at_timezone(now(), 'UTC') AS n, human_readable_seconds(90) AS human,
  parse_duration('2 h') AS duration, to_milliseconds(interval '1' day) AS ms
FROM events
;
SELECT cast('2024-01-01' AS date) AS a, date '2024-01-01' + interval '1' month AS b, timestamp '2024-01-01 00:00' - interval '3' hour AS c, cast(current_timestamp AS timestamp) AS d, cast(date '2024-01-01' AS timestamp) AS e,
  date_trunc('week', date '2024-01-01') AS f, extract(year FROM now()) AS g, current_timestamp - timestamp '2024-01-01 00:00:00.000 UTC' AS h, date '2024-03-01' - date '2024-02-01' AS i,
  cast(timestamp '2024-01-01 01:02:03.456789' AS time) AS j, cast(cast('2024-01-01 00:00:00.123456' AS timestamp(6)) AS varchar) AS k, date_add('millisecond', 5, timestamp '2024-01-01 00:00:00') AS l
;
SELECT dt, hour, count(*) AS n FROM events WHERE dt BETWEEN '2024-01-01' AND '2024-01-31' AND hour IN (8, 9, 10) AND dt || '-' || lpad(cast(hour AS varchar), 2, '0') > '2024-01-02-05' GROUP BY dt, hour
;
SELECT year, quarter, month, sum(total) AS total FROM (SELECT year(order_date) AS year, quarter(order_date) AS quarter, month(order_date) AS month, total FROM orders) GROUP BY ROLLUP (year, quarter, month)
;
-- Approximation
SELECT approx_distinct(user_id) AS users, approx_percentile(hour, array[0.25, 0.5, 0.75]) AS quartiles, approx_most_frequent(3, event_type, 100) AS top, approx_set(user_id) AS sketch, numeric_histogram(10, hour) AS h,
  tdigest_agg(hour) AS digest, value_at_quantile(tdigest_agg(hour), 0.5) AS median, cardinality(approx_set(user_id)) AS estimated, checksum(event_id) AS sum, bool_and(hour > 0) AS all_day
FROM events
;
SELECT cardinality(merge(sketch)) AS users FROM (SELECT dt, approx_set(user_id) AS sketch FROM events GROUP BY dt) t
;
SELECT stddev(total) AS a, variance(total) AS b, corr(total, discount) AS c, covar_pop(total, discount) AS d, regr_slope(total, discount) AS e, skewness(total) AS f, kurtosis(total) AS g, geometric_mean(total) AS h, checksum(status) AS i,
  max(total, 3) AS top3, min_by(status, total, 2) AS cheapest, max_by(status, (total, order_id)) AS best, arbitrary(status) AS any, bitwise_or_agg(order_id) AS bits, multimap_agg(status, total) AS mm FROM orders
;
-- As CREATE TABLE AS SELECT writes them: partition columns last, everything cast
SELECT cast(order_id AS varchar) AS order_id, cast(total AS double) AS total, cast(ordered_at AS timestamp(6)) AS ordered_at, lower(trim(status)) AS status, cast(year(order_date) AS varchar) AS year, date_format(order_date, '%m') AS month
FROM orders WHERE order_date >= date_trunc('month', current_date) - interval '1' month
;
SELECT *, row_number() OVER (PARTITION BY event_id ORDER BY event_time DESC) AS rn, dt AS partition_date FROM events
;
SELECT * FROM (SELECT e.*, row_number() OVER (PARTITION BY event_id ORDER BY event_time DESC) AS rn FROM events e) WHERE rn = 1
;
SELECT 'a' AS source, count(*) AS n FROM orders UNION ALL SELECT 'payments', count(*) FROM payments UNION ALL SELECT 'events', count(*) FROM events
;
-- Window functions over traffic
SELECT session_id, event_time, date_diff('second', lag(event_time) OVER (PARTITION BY user_id ORDER BY event_time), event_time) AS gap,
  sum(CASE WHEN event_type = 'start' THEN 1 ELSE 0 END) OVER (PARTITION BY user_id ORDER BY event_time ROWS UNBOUNDED PRECEDING) AS session_number,
  first_value(url) OVER (PARTITION BY session_id ORDER BY event_time) AS landing, last_value(url) OVER (PARTITION BY session_id ORDER BY event_time ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS exit,
  ntile(10) OVER (ORDER BY event_time) AS decile, dense_rank() OVER (PARTITION BY dt ORDER BY user_id) AS r
FROM events
;
SELECT day, rate, avg(rate) OVER (PARTITION BY currency ORDER BY day RANGE BETWEEN INTERVAL '6' DAY PRECEDING AND CURRENT ROW) AS week_average, rate / nullif(lag(rate) OVER (PARTITION BY currency ORDER BY day), 0) - 1 AS change FROM rates
;
-- Strings and binary
SELECT concat(name, ' <', email, '>') AS a, substr(name, 1, 3) AS b, strpos(email, '@') AS c, reverse(name) AS d, replace(name, ' ') AS e, regexp_replace(email, '@.*$', '') AS f, regexp_like(email, '^[a-z]+@') AS g,
  to_hex(md5(to_utf8(email))) AS h, to_base64(sha256(cast(name AS varbinary))) AS i, from_utf8(from_hex('616263')) AS j, length(email) AS k, levenshtein_distance(name, email) AS l, soundex(name) AS m, translate(name, 'ab', 'xy') AS n,
  starts_with(name, 'A') AS o, concat_ws(', ', name, email) AS p, country || '-' || segment AS q, chr(65) AS r, codepoint('A') AS s, rpad(name, 10, '.') AS t, word_stem(name) AS u, format('%05d %s %.2f', customer_id, name, credit) AS v,
  xxhash64(to_utf8(name)) AS w, crc32(to_utf8(name)) AS x, hmac_sha256(to_utf8(name), to_utf8('k')) AS y, luhn_check('79927398713') AS z FROM customers
;
SELECT upper(email) AS a, coalesce(email, name) AS b, if(active, email, segment) AS c, CASE WHEN active THEN 'yes' ELSE 'perhaps' END AS d, nullif(segment, '') AS e, greatest(email, segment) AS f, array[email, segment] AS g, email || segment AS h, country = 'CH' AS i, cast(country AS varchar) AS j FROM customers
;
-- Numbers
SELECT total / 3 AS a, total * 1.1 AS b, total + 1 AS c, total - 0.005 AS d, total % 10 AS e, round(total, 1) AS f, truncate(total) AS g, ceiling(total) AS h, abs(-total) AS i, total / discount AS j, sum(total) OVER () AS k, mod(order_id, 7) AS l,
  power(total, 2) AS m, width_bucket(total, 0, 100, 10) AS n, cast(total AS bigint) AS o, order_id / 2 AS p, order_id / 2.0 AS q, 1e0 * order_id AS r, sign(total) AS s, from_base('ff', 16) AS t, bitwise_and(order_id, 255) AS u, is_nan(discount) AS v, rand() AS w, infinity() AS x FROM orders
;
SELECT avg(total) AS a, avg(order_id) AS b, sum(order_id) AS c, sum(discount) AS d, avg(discount) AS e, count(DISTINCT total) AS f, sum(total * discount) AS g, sum(total * rate) AS h, avg(rate) AS i, max(total / rate) AS j, min(rate * rate) AS k FROM orders o JOIN rates r ON o.currency = r.currency
;
-- Names that need care
SELECT "timestamp" AS "date", "value", type AS "type", date_trunc('day', timestamp) AS day FROM sensors WHERE date = current_date AND zone = 'eu-west-1'
;
SELECT s."timestamp", S.VALUE, s.Type FROM Sensors S
;
SELECT try(cast(payload AS integer)) AS a, try(date_parse(dt, '%d/%m/%Y')) AS b, coalesce(try_cast(hour AS double), 0) AS c, try(properties['missing']) AS d, try(1 / hour) AS e FROM events
;
SELECT CASE WHEN grouping(channel) = 1 THEN 'all' ELSE channel END AS channel, sum(total) AS total FROM orders GROUP BY GROUPING SETS ((channel), ())
;
SELECT * FROM (VALUES ('a', 1, date '2024-01-01'), ('b', NULL, NULL)) AS t (code, number, since) WHERE code NOT IN (SELECT status FROM orders WHERE status IS NOT NULL)
;
SELECT o.order_id FROM orders o WHERE EXISTS (SELECT 1 FROM payments p WHERE p.order_id = o.order_id AND p.amount >= o.total) AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.order_id = o.order_id AND p.refunded)
;
SELECT customer_id, total FROM orders o WHERE total > (SELECT avg(total) * 2 FROM orders i WHERE i.customer_id = o.customer_id) ORDER BY total DESC
;
SELECT name, (SELECT max(order_date) FROM orders o WHERE o.customer_id = c.customer_id) AS last_order, (SELECT count(*) FROM tickets t WHERE t.customer_id = c.customer_id AND t.closed_at IS NULL) AS open_tickets FROM customers c
;
SELECT ARRAY_AGG(CAST(ROW(sku, price) AS ROW(sku varchar, price decimal(10,2))) ORDER BY price DESC) AS products, MAP_AGG(sku, price) AS prices, category FROM products GROUP BY category
;
SELECT count(*) AS n, count(*) * 100.0 / sum(count(*)) OVER () AS percent, status FROM orders GROUP BY status ORDER BY 2 DESC
;
SELECT current_date AS today, cast(current_timestamp AS date) AS too, cast(now() AS varchar) AS text, uuid() AS id, cast(uuid() AS varchar) AS id_text, typeof(now()) AS type, version() AS version
