select customer_id, channel, days_ago
from "tracking"."visits"
where days_ago < 7 and days_ago > 2020
