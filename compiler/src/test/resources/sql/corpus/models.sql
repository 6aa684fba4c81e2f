-- stg_customers
with source as (
    select * from customers
),
renamed as (
    select
        customer_id,
        trim(name) as customer_name,
        lower(trim(email)) as email,
        upper(country) as country_code,
        coalesce(nullif(trim(segment), ''), 'unknown') as segment,
        created_at,
        cast(created_at as date) as created_date,
        birth_date,
        date_diff('year', birth_date, current_date) as age,
        coalesce(credit, 0) as credit,
        coalesce(active, false) as is_active,
        cardinality(coalesce(tags, array[])) as tag_count,
        address.street as street,
        address.city as city,
        address.zip as zip,
        element_at(preferences, 'language') as language,
        element_at(preferences, 'newsletter') = 'yes' as wants_newsletter,
        referred_by as referrer_id
    from source
)
select * from renamed
where customer_id is not null
;
-- stg_orders: the last version of each order
with source as (
    select * from orders
),
ranked as (
    select
        source.*,
        row_number() over (
            partition by order_id
            order by ordered_at desc nulls last, shipped_at desc nulls last
        ) as version_rank
    from source
    where order_id is not null
),
cleaned as (
    select
        order_id,
        customer_id,
        case lower(status)
            when 'canceled' then 'cancelled'
            when 'complete' then 'completed'
            else lower(status)
        end as status,
        ordered_at,
        cast(shipped_at at time zone 'UTC' as timestamp(3)) as shipped_at,
        order_date,
        total as gross_total,
        cast(coalesce(discount, 0) as decimal(5, 4)) as discount_rate,
        cast(total * (1 - cast(coalesce(discount, 0) as decimal(5, 4))) as decimal(12, 2)) as net_total,
        upper(currency) as currency,
        coalesce(channel, 'direct') as channel,
        cardinality(items) as item_count,
        is_gift
    from ranked
    where version_rank = 1
)
select * from cleaned
;
-- int_order_items: exploded from the nested column, and from the table
with nested as (
    select
        o.order_id,
        i.position as line_number,
        i.sku,
        i.quantity,
        i.price as unit_price
    from orders o
    cross join unnest(o.items) with ordinality as i (sku, quantity, price, position)
),
flat as (
    select
        oi.order_id,
        oi.line as line_number,
        p.sku,
        oi.quantity,
        oi.unit_price
    from order_items oi
    inner join products p on p.product_id = oi.product_id
),
combined as (
    select order_id, line_number, sku, quantity, unit_price, 'nested' as origin from nested
    union all
    select order_id, line_number, sku, quantity, unit_price, 'flat' from flat
),
deduplicated as (
    select
        *,
        row_number() over (partition by order_id, line_number order by origin) as rn
    from combined
)
select
    order_id,
    line_number,
    sku,
    quantity,
    unit_price,
    quantity * unit_price as line_total,
    origin
from deduplicated
where rn = 1
;
-- fct_orders: orders in the currency of the report
with orders_clean as (
    select order_id, customer_id, status, order_date, total, currency, channel
    from orders
    where status not in ('test', 'draft')
),
payments_by_order as (
    select
        order_id,
        sum(amount) filter (where not refunded) as paid,
        sum(amount) filter (where refunded) as refunded,
        count(*) as payment_count,
        min(paid_at) as first_paid_at,
        max(paid_at) as last_paid_at,
        array_agg(distinct method order by method) as methods
    from payments
    group by order_id
),
rates_filled as (
    select
        c.day,
        r.currency,
        coalesce(r.rate, last_value(r.rate) ignore nulls over (
            partition by r.currency order by c.day rows between unbounded preceding and current row)) as rate
    from calendar c
    left join rates r on r.day = c.day
)
select
    o.order_id,
    o.customer_id,
    o.status,
    o.order_date,
    o.channel,
    o.currency,
    o.total as amount_local,
    round(o.total * coalesce(r.rate, 1), 2) as amount_eur,
    coalesce(p.paid, 0) as paid,
    coalesce(p.refunded, 0) as refunded,
    o.total - coalesce(p.paid, 0) as outstanding,
    p.payment_count,
    p.first_paid_at,
    date_diff('hour', cast(o.order_date as timestamp(3)), p.first_paid_at) as hours_to_payment,
    array_join(p.methods, '+') as methods
from orders_clean o
left join payments_by_order p on p.order_id = o.order_id
left join rates_filled r on r.day = o.order_date and r.currency = o.currency
;
-- dim_customers: attributes and lifetime figures
with base as (
    select customer_id, name, email, country, segment, created_at, active from customers
),
lifetime as (
    select
        customer_id,
        count(distinct order_id) as order_count,
        min(order_date) as first_order_date,
        max(order_date) as last_order_date,
        sum(total) as lifetime_value,
        avg(total) as average_order_value,
        approx_percentile(cast(total as double), 0.5) as median_order_value,
        count_if(status = 'returned') as return_count,
        max_by(channel, ordered_at) as last_channel,
        min_by(channel, ordered_at) as first_channel
    from orders
    group by customer_id
),
support as (
    select
        customer_id,
        count(*) as ticket_count,
        avg(date_diff('minute', opened_at, closed_at)) as average_minutes_to_close,
        sum(case when closed_at is null then 1 else 0 end) as open_tickets
    from tickets
    group by customer_id
)
select
    b.customer_id,
    b.name,
    b.email,
    b.country,
    case
        when l.lifetime_value >= 10000 then 'platinum'
        when l.lifetime_value >= 1000 then 'gold'
        when l.lifetime_value > 0 then 'silver'
        else 'prospect'
    end as tier,
    coalesce(l.order_count, 0) as order_count,
    l.first_order_date,
    l.last_order_date,
    date_diff('day', l.last_order_date, current_date) as days_since_last_order,
    coalesce(l.lifetime_value, cast(0 as decimal(12, 2))) as lifetime_value,
    l.average_order_value,
    l.median_order_value,
    cast(l.return_count as double) / nullif(l.order_count, 0) as return_rate,
    l.first_channel,
    l.last_channel,
    coalesce(s.ticket_count, 0) as ticket_count,
    s.average_minutes_to_close,
    coalesce(s.open_tickets, 0) > 0 as has_open_ticket
from base b
left join lifetime l on l.customer_id = b.customer_id
left join support s on s.customer_id = b.customer_id
;
-- sessions from events by a gap of thirty minutes
with ordered as (
    select
        event_id,
        user_id,
        event_type,
        event_time,
        url,
        lag(event_time) over (partition by user_id order by event_time) as previous_time
    from events
    where user_id is not null and dt >= '2024-01-01'
),
flagged as (
    select
        *,
        case
            when previous_time is null or event_time > previous_time + interval '30' minute then 1
            else 0
        end as starts_session
    from ordered
),
numbered as (
    select
        *,
        sum(starts_session) over (partition by user_id order by event_time rows unbounded preceding) as session_number
    from flagged
)
select
    to_hex(md5(to_utf8(cast(user_id as varchar) || '-' || cast(session_number as varchar)))) as session_key,
    user_id,
    session_number,
    min(event_time) as started_at,
    max(event_time) as ended_at,
    date_diff('second', min(event_time), max(event_time)) as duration_seconds,
    count(*) as event_count,
    count(distinct url) as page_count,
    min_by(url_extract_path(url), event_time) as landing_page,
    max_by(url_extract_path(url), event_time) as exit_page,
    bool_or(event_type = 'purchase') as converted
from numbered
group by user_id, session_number
;
-- funnel by step, from the first occurrence of each
with firsts as (
    select
        user_id,
        min(case when event_type = 'view' then event_time end) as viewed_at,
        min(case when event_type = 'cart' then event_time end) as carted_at,
        min(case when event_type = 'checkout' then event_time end) as checkout_at,
        min(case when event_type = 'purchase' then event_time end) as purchased_at
    from events
    group by user_id
),
steps as (
    select
        user_id,
        viewed_at is not null as viewed,
        carted_at > viewed_at as carted,
        checkout_at > carted_at as checked_out,
        purchased_at > checkout_at as purchased,
        date_diff('minute', viewed_at, purchased_at) as minutes_to_purchase
    from firsts
),
totals as (
    select
        count_if(viewed) as viewed,
        count_if(carted) as carted,
        count_if(checked_out) as checked_out,
        count_if(purchased) as purchased,
        approx_percentile(minutes_to_purchase, 0.5) as median_minutes
    from steps
)
select step, users, users * 1.0 / first_value(users) over (order by position) as of_first,
    users * 1.0 / lag(users) over (order by position) as of_previous, median_minutes
from totals
cross join unnest(
    array['view', 'cart', 'checkout', 'purchase'],
    array[viewed, carted, checked_out, purchased]
) with ordinality as t (step, users, position)
;
-- cohort retention by month
with first_orders as (
    select customer_id, date_trunc('month', min(order_date)) as cohort_month
    from orders
    group by customer_id
),
activity as (
    select distinct o.customer_id, f.cohort_month, date_trunc('month', o.order_date) as active_month
    from orders o
    join first_orders f on f.customer_id = o.customer_id
),
offsets as (
    select
        cohort_month,
        date_diff('month', cohort_month, active_month) as month_number,
        count(distinct customer_id) as customers
    from activity
    group by 1, 2
),
sized as (
    select
        cohort_month,
        month_number,
        customers,
        first_value(customers) over (partition by cohort_month order by month_number) as cohort_size
    from offsets
)
select
    cohort_month,
    cohort_size,
    month_number,
    customers,
    round(100.0 * customers / cohort_size, 1) as retention_percent,
    map_agg(month_number, customers) over (partition by cohort_month) as by_month
from sized
where month_number <= 12
order by cohort_month, month_number
;
-- recency, frequency, money
with customer_orders as (
    select
        customer_id,
        date_diff('day', max(order_date), date '2024-12-31') as recency,
        count(*) as frequency,
        sum(total) as monetary
    from orders
    where order_date between date '2024-01-01' and date '2024-12-31'
      and status = 'completed'
    group by customer_id
),
scored as (
    select
        customer_id,
        recency,
        frequency,
        monetary,
        ntile(5) over (order by recency desc) as r,
        ntile(5) over (order by frequency) as f,
        ntile(5) over (order by monetary) as m
    from customer_orders
),
labelled as (
    select
        *,
        r * 100 + f * 10 + m as score,
        concat(cast(r as varchar), cast(f as varchar), cast(m as varchar)) as cell,
        case
            when r >= 4 and f >= 4 then 'champion'
            when r >= 3 and f >= 3 then 'loyal'
            when r <= 2 and f >= 3 then 'at risk'
            when r = 1 then 'lost'
            else 'other'
        end as segment
    from scored
)
select segment, count(*) as customers, avg(monetary) as average_monetary, avg(cast(recency as double)) as average_recency,
    array_agg(cell order by cell) as cells
from labelled
group by segment
having count(*) > 1
;
-- revenue by month with running and moving figures
with months as (
    select m.month
    from unnest(sequence(date '2023-01-01', date '2024-12-01', interval '1' month)) as m (month)
),
revenue as (
    select date_trunc('month', order_date) as month, channel, sum(total) as revenue, count(*) as orders
    from orders
    group by date_trunc('month', order_date), channel
),
channels as (
    select distinct channel from revenue
),
spine as (
    select m.month, c.channel, coalesce(r.revenue, 0) as revenue, coalesce(r.orders, 0) as orders
    from months m
    cross join channels c
    left join revenue r on r.month = m.month and r.channel = c.channel
)
select
    month,
    channel,
    revenue,
    orders,
    sum(revenue) over w as running_revenue,
    avg(revenue) over (w rows between 2 preceding and current row) as moving_average,
    lag(revenue, 12) over w as revenue_last_year,
    (revenue - lag(revenue, 12) over w) / nullif(lag(revenue, 12) over w, 0) as growth,
    revenue / nullif(sum(revenue) over (partition by month), 0) as share_of_month,
    rank() over (partition by month order by revenue desc) as rank_in_month
from spine
window w as (partition by channel order by month)
;
-- slowly changing dimension from snapshots of status
with changes as (
    select
        order_id,
        status,
        ordered_at as changed_at,
        lag(status) over (partition by order_id order by ordered_at) as previous_status
    from orders
),
filtered as (
    select order_id, status, changed_at
    from changes
    where previous_status is distinct from status
),
ranges as (
    select
        order_id,
        status,
        changed_at as valid_from,
        coalesce(
            lead(changed_at) over (partition by order_id order by changed_at),
            timestamp '9999-12-31 00:00:00.000'
        ) as valid_to
    from filtered
)
select
    to_hex(sha256(to_utf8(concat(cast(order_id as varchar), '|', cast(valid_from as varchar))))) as version_key,
    order_id,
    status,
    valid_from,
    valid_to,
    valid_to = timestamp '9999-12-31 00:00:00.000' as is_current,
    date_diff('hour', valid_from, least(valid_to, localtimestamp(3))) as hours_in_status
from ranges
;
-- products with attributes out of their JSON
with parsed as (
    select
        product_id,
        sku,
        title,
        category,
        price,
        try(json_parse(attributes)) as attributes
    from products
),
extracted as (
    select
        product_id,
        sku,
        title,
        split(category, ' > ') as path,
        price,
        json_extract_scalar(attributes, '$.color') as color,
        try_cast(json_extract_scalar(attributes, '$.weight') as double) as weight,
        cast(json_extract(attributes, '$.sizes') as array(varchar)) as sizes,
        cast(json_extract(attributes, '$.dimensions') as map(varchar, double)) as dimensions,
        json_array_length(json_extract(attributes, '$.images')) as image_count,
        attributes
    from parsed
)
select
    product_id,
    sku,
    title,
    path[1] as department,
    element_at(path, 2) as category,
    element_at(path, -1) as leaf,
    cardinality(path) as depth,
    price,
    coalesce(color, 'none') as color,
    weight,
    sizes,
    contains(sizes, 'XL') as has_xl,
    dimensions['width'] * dimensions['height'] * coalesce(element_at(dimensions, 'depth'), 1) as volume,
    coalesce(image_count, 0) as image_count,
    json_format(attributes) as raw
from extracted
;
-- product performance with pareto classes
with sales as (
    select
        p.product_id,
        p.title,
        p.category,
        sum(oi.quantity) as units,
        sum(oi.quantity * oi.unit_price) as revenue,
        sum(oi.quantity * oi.unit_price * cast(oi.tax as decimal(5, 4))) as tax,
        count(distinct o.customer_id) as buyers
    from order_items oi
    join orders o on o.order_id = oi.order_id and o.status <> 'cancelled'
    join products p on p.product_id = oi.product_id
    group by p.product_id, p.title, p.category
),
ranked as (
    select
        *,
        sum(revenue) over (order by revenue desc rows between unbounded preceding and current row) as cumulative,
        sum(revenue) over () as total_revenue,
        rank() over (partition by category order by revenue desc) as rank_in_category,
        percent_rank() over (order by revenue) as revenue_percentile
    from sales
)
select
    product_id,
    title,
    category,
    units,
    revenue,
    tax,
    buyers,
    revenue / units as average_price,
    cast(cumulative as double) / cast(total_revenue as double) as cumulative_share,
    case
        when cumulative <= total_revenue * 0.8 then 'A'
        when cumulative <= total_revenue * 0.95 then 'B'
        else 'C'
    end as abc,
    rank_in_category,
    round(revenue_percentile, 4) as revenue_percentile
from ranked
where units > 0
;
-- baskets: pairs of products bought together
with lines as (
    select distinct order_id, product_id from order_items
),
order_counts as (
    select count(distinct order_id) as all_orders from lines
),
single as (
    select product_id, count(*) as orders from lines group by product_id
),
pairs as (
    select a.product_id as left_id, b.product_id as right_id, count(*) as together
    from lines a
    join lines b on a.order_id = b.order_id and a.product_id < b.product_id
    group by a.product_id, b.product_id
    having count(*) >= 5
)
select
    pl.title as left_title,
    pr.title as right_title,
    p.together,
    cast(p.together as double) / c.all_orders as support,
    cast(p.together as double) / l.orders as confidence,
    (cast(p.together as double) * c.all_orders) / (l.orders * r.orders) as lift
from pairs p
join single l on l.product_id = p.left_id
join single r on r.product_id = p.right_id
join products pl on pl.product_id = p.left_id
join products pr on pr.product_id = p.right_id
cross join order_counts c
order by lift desc
limit 100
;
-- employees and their managers, three levels up
with people as (
    select employee_id, manager_id, name, department, salary, hired from employees
),
chain as (
    select
        e.employee_id,
        e.name,
        e.department,
        e.salary,
        e.hired,
        m1.name as manager,
        m2.name as second_manager,
        m3.name as third_manager,
        case
            when m1.employee_id is null then 0
            when m2.employee_id is null then 1
            when m3.employee_id is null then 2
            else 3
        end as depth
    from people e
    left join people m1 on m1.employee_id = e.manager_id
    left join people m2 on m2.employee_id = m1.manager_id
    left join people m3 on m3.employee_id = m2.manager_id
),
ranked as (
    select
        chain.*,
        dense_rank() over (partition by department order by salary desc) as salary_rank,
        salary - avg(salary) over (partition by department) as over_average,
        salary / max(salary) over (partition by department) as of_highest
    from chain
)
select
    *,
    array_join(filter(array[third_manager, second_manager, manager, name], x -> x is not null), ' / ') as path,
    date_diff('month', hired, current_date) / 12 as years_of_service
from ranked
where salary_rank <= 10
;
-- hourly readings, gaps filled with the last known one
with hourly as (
    select
        device_id,
        date_trunc('hour', timestamp) as hour,
        avg(reading) as reading,
        max_by(value, timestamp) as last_value,
        count(*) as samples,
        count_if(quality < 50) as bad_samples
    from sensors
    where type = 'temperature' and date >= date '2024-01-01'
    group by device_id, date_trunc('hour', timestamp)
),
bounds as (
    select device_id, min(hour) as first_hour, max(hour) as last_hour from hourly group by device_id
),
grid as (
    select b.device_id, h.hour
    from bounds b
    cross join unnest(sequence(b.first_hour, b.last_hour, interval '1' hour)) as h (hour)
),
joined as (
    select g.device_id, g.hour, h.reading, h.last_value, coalesce(h.samples, 0) as samples, coalesce(h.bad_samples, 0) as bad_samples
    from grid g
    left join hourly h on h.device_id = g.device_id and h.hour = g.hour
)
select
    device_id,
    hour,
    coalesce(reading, last_value(reading) ignore nulls over (partition by device_id order by hour)) as reading,
    reading is null as was_filled,
    samples,
    bad_samples,
    avg(reading) over (partition by device_id order by hour range between interval '24' hour preceding and current row) as day_average,
    stddev(reading) over (partition by device_id order by hour rows between 23 preceding and current row) as day_deviation
from joined
;
-- anomalies of readings by their distance from the mean
with statistics as (
    select device_id, zone, avg(reading) as mean, stddev_samp(reading) as deviation, count(*) as n
    from sensors
    group by device_id, zone
    having count(*) >= 30
),
scored as (
    select
        s.device_id,
        s.zone,
        s.timestamp,
        s.reading,
        st.mean,
        st.deviation,
        abs(s.reading - st.mean) / nullif(st.deviation, 0) as z
    from sensors s
    join statistics st on st.device_id = s.device_id and st.zone is not distinct from s.zone
),
marked as (
    select
        *,
        case when z > 3 then 'anomaly' when z > 2 then 'suspect' else 'normal' end as verdict,
        lead(timestamp) over (partition by device_id order by timestamp) as next_timestamp
    from scored
)
select
    device_id,
    zone,
    date(timestamp) as day,
    count(*) filter (where verdict = 'anomaly') as anomalies,
    count(*) filter (where verdict = 'suspect') as suspects,
    count(*) as readings,
    max(z) as worst,
    max(date_diff('minute', timestamp, next_timestamp)) as longest_gap,
    array_agg(cast(row(timestamp, reading) as row(at timestamp(3), reading double)) order by z desc) filter (where verdict <> 'normal') as examples
from marked
group by device_id, zone, date(timestamp)
;
-- attribution of orders to the campaigns that ran
with exposed as (
    select
        e.user_id,
        e.event_time,
        element_at(e.properties, 'utm_campaign') as campaign_name,
        element_at(e.properties, 'utm_medium') as medium
    from events e
    where element_at(e.properties, 'utm_campaign') is not null
),
matched as (
    select
        o.order_id,
        o.customer_id,
        o.total,
        o.ordered_at,
        x.campaign_name,
        x.event_time,
        row_number() over (partition by o.order_id order by x.event_time desc) as from_last,
        row_number() over (partition by o.order_id order by x.event_time) as from_first,
        count(*) over (partition by o.order_id) as touches
    from orders o
    join exposed x
      on x.user_id = o.customer_id
     and x.event_time between o.ordered_at - interval '30' day and o.ordered_at
),
weighted as (
    select
        order_id,
        campaign_name,
        case when from_last = 1 then total else 0 end as last_touch,
        case when from_first = 1 then total else 0 end as first_touch,
        total / touches as linear
    from matched
)
select
    c.campaign_id,
    c.name,
    c.budget,
    sum(w.last_touch) as last_touch_revenue,
    sum(w.first_touch) as first_touch_revenue,
    sum(w.linear) as linear_revenue,
    sum(w.linear) / nullif(c.budget, 0) as return_on_spend
from campaigns c
left join weighted w on lower(w.campaign_name) = lower(c.name)
group by c.campaign_id, c.name, c.budget
;
-- service levels of tickets
with measured as (
    select
        ticket_id,
        customer_id,
        assignee,
        priority,
        opened_at,
        closed_at,
        date_diff('minute', opened_at, coalesce(closed_at, localtimestamp(3))) as minutes_open,
        case priority when 1 then 60 when 2 then 240 when 3 then 1440 else 4320 end as target_minutes,
        labels,
        score
    from tickets
),
judged as (
    select *, minutes_open <= target_minutes as in_time, closed_at is null as is_open from measured
)
select
    coalesce(assignee, 'nobody') as assignee,
    priority,
    count(*) as tickets,
    count_if(is_open) as still_open,
    avg(if(in_time, 1.0, 0.0)) as in_time_rate,
    avg(minutes_open) as average_minutes,
    approx_percentile(minutes_open, array[0.5, 0.9, 0.99]) as percentiles,
    avg(score) as average_score,
    array_sort(array_distinct(flatten(array_agg(labels)))) as labels,
    format('%d of %d in time', count_if(in_time), count(*)) as summary
from judged
group by grouping sets ((assignee, priority), (priority), ())
;
-- words in the bodies of tickets
with words as (
    select t.ticket_id, t.priority, lower(w.word) as word
    from tickets t
    cross join unnest(regexp_extract_all(t.body, '[A-Za-z]{3,}')) as w (word)
),
stops as (
    select * from (values 'the', 'and', 'for', 'with', 'that') as v (word)
),
counted as (
    select w.word, count(*) as uses, count(distinct w.ticket_id) as in_tickets, min(w.priority) as highest_priority
    from words w
    left join stops s on s.word = w.word
    where s.word is null
    group by w.word
),
all_tickets as (
    select count(*) as n from tickets
)
select
    c.word,
    c.uses,
    c.in_tickets,
    c.highest_priority,
    ln(cast(a.n as double) / c.in_tickets) * c.uses as weight,
    length(c.word) as letters,
    substr(c.word, 1, 1) as initial,
    row_number() over (order by c.uses desc, c.word) as position
from counted c, all_tickets a
where c.uses > 1
order by weight desc
fetch first 200 rows only
;
-- who may see what: audit of reads of objects
with calls as (
    select
        from_iso8601_timestamp(eventtime) as called_at,
        coalesce(useridentity.arn, useridentity.principalid) as principal,
        useridentity.type as principal_type,
        eventname,
        eventsource,
        awsregion,
        sourceipaddress,
        json_extract_scalar(requestparameters, '$.bucketName') as bucket,
        json_extract_scalar(requestparameters, '$.key') as object_key,
        errorcode,
        resources
    from cloudtrail
    where eventsource = 's3.amazonaws.com'
      and region in ('eu-west-1', 'us-east-1')
      and timestamp >= '2024/01/01'
),
normal as (
    select *, date_trunc('day', called_at) as day, coalesce(errorcode, 'OK') as outcome from calls
)
select
    day,
    principal,
    principal_type,
    bucket,
    count(*) as calls,
    count(*) filter (where eventname like 'Get%' or eventname like 'Head%') as reads,
    count(*) filter (where eventname in ('PutObject', 'CopyObject', 'CompleteMultipartUpload')) as writes,
    count(*) filter (where starts_with(eventname, 'Delete')) as deletes,
    count(*) filter (where outcome <> 'OK') as failures,
    histogram(outcome) as outcomes,
    approx_distinct(object_key) as objects,
    array_agg(distinct sourceipaddress) as addresses,
    any_match(array_agg(cardinality(resources)), n -> n > 1) as touches_many,
    min(called_at) as first_call,
    max(called_at) as last_call
from normal
group by day, principal, principal_type, bucket
;
-- traffic by hour of the week
with requests as (
    select
        from_iso8601_timestamp(request_time) as at,
        elb,
        elb_status_code,
        target_processing_time,
        sent_bytes
    from access_logs
    where day between '2024/01/01' and '2024/03/31'
),
located as (
    select
        *,
        day_of_week(at at time zone 'Europe/Zurich') as weekday,
        hour(at at time zone 'Europe/Zurich') as hour_of_day
    from requests
),
summed as (
    select weekday, hour_of_day, count(*) as requests, avg(target_processing_time) as seconds, sum(sent_bytes) / 1e6 as megabytes,
        count_if(elb_status_code >= 500) as failures
    from located
    group by weekday, hour_of_day
)
select
    element_at(array['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], cast(weekday as integer)) as weekday,
    lpad(cast(hour_of_day as varchar), 2, '0') || ':00' as hour,
    requests,
    round(seconds, 3) as seconds,
    round(megabytes, 1) as megabytes,
    failures,
    requests > 1.5 * avg(requests) over (partition by weekday) as is_peak,
    bar(cast(requests as double) / max(requests) over (), 20) as graph
from summed
order by weekday, hour_of_day
;
-- data quality of customers: one row for every rule
with rules as (
    select 'email is missing' as rule, customer_id from customers where email is null
    union all
    select 'email has no at sign', customer_id from customers where email not like '%@%'
    union all
    select 'birth date lies ahead', customer_id from customers where birth_date > current_date
    union all
    select 'country has two letters', customer_id from customers where not regexp_like(cast(country as varchar), '^[A-Z]{2}$')
    union all
    select 'zip is a number', customer_id from customers where try_cast(address.zip as bigint) is null and address.zip is not null
    union all
    select 'referrer exists', c.customer_id
    from customers c
    left join customers r on r.customer_id = c.referred_by
    where c.referred_by is not null and r.customer_id is null
    union all
    select 'email is unique', customer_id
    from (select customer_id, count(*) over (partition by lower(email)) as n from customers where email is not null) d
    where n > 1
),
everyone as (
    select count(*) as customers from customers
)
select
    r.rule,
    count(*) as failures,
    max(e.customers) as checked,
    100 * cast(count(*) as decimal(18, 4)) / max(e.customers) as percent,
    slice(array_agg(r.customer_id order by r.customer_id), 1, 5) as examples,
    current_timestamp as checked_at
from rules r
cross join everyone e
group by r.rule
;
-- nodes of a graph of customers, for one label
with people as (
    select customer_id, name, email, created_at, active, tags, credit from customers where customer_id is not null
),
companies as (
    select distinct split_part(email, '@', 2) as domain from people where strpos(email, '@') > 0
)
select
    'person|' || cast(customer_id as varchar) as id,
    'Person' as label,
    name,
    cast(email as varchar) as email,
    cast(to_unixtime(created_at) * 1000 as bigint) as created_millis,
    active,
    array_join(tags, ';') as tags,
    cast(credit as double) as credit,
    xxhash64(to_utf8(concat_ws('|', coalesce(name, ''), coalesce(cast(email as varchar), ''), coalesce(cast(credit as varchar), '')))) as row_hash
from people
union all
select
    'company|' || replace(replace(domain, '\', '\\'), '|', '\|'),
    'Company',
    domain,
    cast(null as varchar),
    null,
    true,
    null,
    null,
    xxhash64(to_utf8(domain))
from companies
;
-- relationships of the same graph
with referrals as (
    select customer_id, referred_by, created_at from customers where referred_by is not null and referred_by <> customer_id
),
purchases as (
    select
        o.customer_id,
        oi.product_id,
        min(o.ordered_at) as first_at,
        max(o.ordered_at) as last_at,
        sum(oi.quantity) as quantity,
        count(distinct o.order_id) as orders
    from orders o
    join order_items oi on oi.order_id = o.order_id
    where o.status = 'completed'
    group by o.customer_id, oi.product_id
),
relationships as (
    select
        'REFERRED' as type,
        'person|' || cast(referred_by as varchar) as start_id,
        'person|' || cast(customer_id as varchar) as end_id,
        cast(created_at as timestamp(3)) as since,
        cast(1 as bigint) as weight
    from referrals
    union all
    select 'BOUGHT', 'person|' || cast(customer_id as varchar), 'product|' || cast(product_id as varchar), first_at, quantity
    from purchases
)
select
    lower(to_hex(md5(to_utf8(type || start_id || end_id)))) as id,
    type,
    start_id,
    end_id,
    since,
    weight,
    count(*) over (partition by type, start_id) as out_degree,
    count(*) over (partition by type, end_id) as in_degree
from relationships
;
-- monthly recurring revenue and its movements
with monthly as (
    select customer_id, date_trunc('month', order_date) as month, sum(total) as amount
    from orders
    where channel = 'subscription'
    group by 1, 2
),
compared as (
    select
        customer_id,
        month,
        amount,
        lag(amount) over (partition by customer_id order by month) as previous_amount,
        lag(month) over (partition by customer_id order by month) as previous_month,
        lead(month) over (partition by customer_id order by month) as next_month
    from monthly
),
movements as (
    select
        month,
        customer_id,
        amount,
        case
            when previous_amount is null then 'new'
            when previous_month < month - interval '1' month then 'reactivated'
            when amount > previous_amount then 'expansion'
            when amount < previous_amount then 'contraction'
            else 'same'
        end as movement,
        amount - coalesce(previous_amount, 0) as difference
    from compared
    union all
    select month + interval '1' month, customer_id, 0, 'churned', -amount
    from compared
    where next_month is null or next_month > month + interval '1' month
)
select month, movement, count(*) as customers, sum(difference) as difference, sum(amount) as amount,
    sum(sum(difference)) over (order by month, movement) as running
from movements
group by month, movement
order by month, movement
;
-- inventory of names: what each table's key looks like
with keys as (
    select 'customers' as relation, count(*) as row_count, count(distinct customer_id) as distinct_keys, count_if(customer_id is null) as null_keys,
        cast(min(customer_id) as varchar) as lowest, cast(max(customer_id) as varchar) as highest from customers
    union all
    select 'orders', count(*), count(distinct order_id), count_if(order_id is null), cast(min(order_id) as varchar), cast(max(order_id) as varchar) from orders
    union all
    select 'events', count(*), count(distinct event_id), count_if(event_id is null), min(event_id), max(event_id) from events
    union all
    select 'order_items', count(*), count(distinct (order_id, line)), count_if(order_id is null or line is null),
        cast(min(order_id) as varchar) || '-' || cast(min(line) as varchar), cast(max(order_id) as varchar) || '-' || cast(max(line) as varchar)
    from order_items
)
select
    relation,
    row_count,
    distinct_keys,
    row_count - distinct_keys as duplicates,
    null_keys,
    lowest,
    highest,
    case
        when null_keys > 0 then 'has nulls'
        when row_count <> distinct_keys then 'has duplicates'
        else 'is a key'
    end as verdict
from keys
order by row_count desc, relation
;
-- survey: answers in maps turned to rows and back
with answers as (
    select user_id, event_time, map_filter(properties, (k, v) -> k like 'q%' and v is not null) as answers
    from events
    where event_type = 'survey'
),
exploded as (
    select a.user_id, a.event_time, t.question, try_cast(t.answer as integer) as points, t.answer
    from answers a
    cross join unnest(a.answers) as t (question, answer)
),
per_question as (
    select
        question,
        count(*) as responses,
        count(points) as numeric_responses,
        avg(points) as mean,
        approx_percentile(points, 0.5) as median,
        map_agg(user_id, answer) as by_user,
        histogram(points) as distribution,
        sum(case when points >= 9 then 1 when points <= 6 then -1 else 0 end) * 100.0 / count(points) as net_promoter
    from exploded
    group by question
)
select
    question,
    responses,
    mean,
    median,
    round(net_promoter, 1) as net_promoter,
    transform_values(distribution, (k, v) -> cast(v as double) / numeric_responses) as shares,
    map_keys(distribution) as answers_given,
    cardinality(by_user) as users
from per_question
where responses >= 10
;
-- incremental events: only what is new, one row for each identifier
with latest as (
    select coalesce(max(event_time), timestamp '1970-01-01 00:00:00') as loaded_until
    from events
    where dt < '2024-06-01'
),
fresh as (
    select e.*
    from events e
    cross join latest l
    where e.event_time > l.loaded_until - interval '3' day
      and e.dt >= date_format(date_add('day', -3, l.loaded_until), '%Y-%m-%d')
),
numbered as (
    select fresh.*, row_number() over (partition by event_id order by event_time desc) as rn from fresh
),
typed as (
    select
        event_id,
        user_id,
        event_type,
        event_time,
        try_cast(json_extract_scalar(payload, '$.amount') as decimal(12, 2)) as amount,
        json_extract_scalar(payload, '$.currency') as currency,
        regexp_replace(url, '[?#].*$') as page,
        split_to_map(coalesce(nullif(split_part(url, '?', 2), ''), 'none=none'), '&', '=') as parameters,
        try(cast(ip as ipaddress)) as address,
        cast(date_trunc('day', event_time) as date) as event_date,
        cast(hour as varchar) as hour
    from numbered
    where rn = 1
)
select *, cast(current_timestamp as timestamp(6)) as loaded_at
from typed
where event_date >= date '2024-01-01'
;
-- pivot of totals by status
with totals as (
    select
        coalesce(channel, 'none') as channel,
        year(order_date) as year,
        sum(case when status = 'completed' then total end) as completed,
        sum(case when status = 'returned' then total end) as returned,
        sum(case when status = 'cancelled' then total end) as cancelled,
        sum(if(status not in ('completed', 'returned', 'cancelled'), total, 0)) as other,
        sum(total) as total
    from orders
    group by coalesce(channel, 'none'), year(order_date)
),
shares as (
    select
        *,
        completed / total as completed_share,
        returned / nullif(completed, 0) as return_rate,
        total - lag(total) over (partition by channel order by year) as change
    from totals
    where total <> 0
)
select
    channel,
    year,
    completed,
    returned,
    cancelled,
    other,
    total,
    round(completed_share * 100, 2) as completed_percent,
    return_rate,
    change,
    case sign(change) when 1 then 'up' when -1 then 'down' else 'level' end as direction
from shares
;
-- unpivot of prices and sizes
with wide as (
    select product_id, title, price, weight, dimensions.width as width, dimensions.height as height, dimensions.depth as depth
    from products
),
long as (
    select w.product_id, w.title, m.measure, m.amount, m.unit
    from wide w
    cross join unnest(
        array[
            row('price', cast(w.price as double), 'EUR'),
            row('weight', w.weight, 'kg'),
            row('width', w.width, 'cm'),
            row('height', w.height, 'cm'),
            row('depth', w.depth, 'cm')
        ]
    ) as m (measure, amount, unit)
    where m.amount is not null
)
select
    measure,
    unit,
    count(*) as products,
    min(amount) as smallest,
    max(amount) as largest,
    avg(amount) as average,
    stddev_pop(amount) as deviation,
    max_by(title, amount) as largest_product,
    width_bucket(avg(amount), 0, 100, 10) as bucket,
    numeric_histogram(5, amount) as spread
from long
group by measure, unit
;
-- fiscal calendar with comparisons to the same week of the year before
with days as (
    select day, is_holiday, fiscal_year, fiscal_quarter, week_start from calendar
),
daily as (
    select
        d.day,
        d.fiscal_year,
        d.fiscal_quarter,
        d.week_start,
        d.is_holiday,
        coalesce(sum(o.total), 0) as revenue,
        count(o.order_id) as orders
    from days d
    left join orders o on o.order_date = d.day and o.status = 'completed'
    group by d.day, d.fiscal_year, d.fiscal_quarter, d.week_start, d.is_holiday
),
weekly as (
    select week_start, min(fiscal_year) as fiscal_year, sum(revenue) as revenue, sum(orders) as orders, bool_or(is_holiday) as has_holiday
    from daily
    group by week_start
)
select
    w.week_start,
    w.fiscal_year,
    w.revenue,
    w.orders,
    w.has_holiday,
    p.revenue as revenue_year_before,
    w.revenue - p.revenue as difference,
    case when p.revenue > 0 then cast(w.revenue / p.revenue - 1 as decimal(10, 4)) end as growth,
    sum(w.revenue) over (partition by w.fiscal_year order by w.week_start) as year_to_date
from weekly w
left join weekly p on p.week_start = w.week_start - interval '364' day
;
-- identity resolution: one identifier for customers that share a mail address or a name and a zip
with candidates as (
    select customer_id, 'mail:' || lower(email) as token from customers where email is not null
    union
    select customer_id, 'name:' || regexp_replace(lower(name), '[^a-z]', '') || ':' || address.zip
    from customers
    where name is not null and address.zip is not null
),
groups as (
    select token, min(customer_id) as representative, array_agg(customer_id order by customer_id) as members
    from candidates
    group by token
    having count(*) > 1
),
edges as (
    select distinct m.member as customer_id, g.representative
    from groups g
    cross join unnest(g.members) as m (member)
),
closest as (
    select customer_id, min(representative) as representative from edges group by customer_id
)
select
    c.customer_id,
    coalesce(least(x.representative, y.representative), x.representative, c.customer_id) as identity_id,
    x.representative is not null as was_merged,
    c.name,
    c.email,
    count(*) over (partition by coalesce(least(x.representative, y.representative), x.representative, c.customer_id)) as members
from customers c
left join closest x on x.customer_id = c.customer_id
left join closest y on y.customer_id = x.representative
;
-- price changes against the average of the category
with listed as (
    select p.product_id, p.category, p.price, p.launched,
        avg(p.price) over (partition by p.category) as category_average,
        count(*) over (partition by p.category) as category_size,
        first_value(p.title) over (partition by p.category order by p.price desc, p.product_id) as dearest
    from products p
),
sold as (
    select product_id, avg(unit_price) as average_sold, min(unit_price) as lowest_sold, max(unit_price) as highest_sold,
        sum(quantity) as units
    from order_items
    group by product_id
)
select
    l.product_id,
    l.category,
    l.price,
    l.category_average,
    l.price - l.category_average as difference,
    s.average_sold,
    1 - s.average_sold / nullif(l.price, 0) as average_discount,
    s.highest_sold - s.lowest_sold as spread,
    coalesce(s.units, 0) as units,
    l.dearest,
    date_diff('week', l.launched, current_date) as weeks_on_sale,
    coalesce(s.units, 0) / cast(greatest(date_diff('week', l.launched, current_date), 1) as double) as units_per_week
from listed l
left join sold s on s.product_id = l.product_id
where l.category_size > 1
  and (l.price < l.category_average * 0.5 or l.price > l.category_average * 2)
;
-- fraud: signals and a score
with velocity as (
    select
        order_id,
        customer_id,
        ordered_at,
        total,
        count(*) over (partition by customer_id order by ordered_at range between interval '1' hour preceding and current row) as orders_in_hour,
        sum(total) over (partition by customer_id order by ordered_at range between interval '1' day preceding and current row) as spent_in_day
    from orders
),
geo as (
    select o.order_id, c.country, count(distinct e.ip) as addresses
    from orders o
    join customers c on c.customer_id = o.customer_id
    left join events e on e.user_id = o.customer_id and e.event_time between o.ordered_at - interval '2' hour and o.ordered_at
    group by o.order_id, c.country
),
card as (
    select order_id, count(distinct method) as methods, count_if(json_extract_scalar(raw, '$.risk') = 'high') as risky,
        max(cast(json_extract_scalar(raw, '$.score') as double)) as score
    from payments
    group by order_id
),
signals as (
    select
        v.order_id,
        v.total,
        filter(
            array[
                if(v.orders_in_hour > 5, 'many orders'),
                if(v.spent_in_day > 5000, 'much money'),
                if(g.addresses > 3, 'many addresses'),
                if(c.methods > 2, 'many cards'),
                if(c.risky > 0, 'risk of the card')
            ],
            s -> s is not null
        ) as reasons,
        coalesce(c.score, 0e0) as card_score
    from velocity v
    left join geo g on g.order_id = v.order_id
    left join card c on c.order_id = v.order_id
)
select order_id, total, reasons, cardinality(reasons) * 20 + card_score as score, array_join(reasons, ', ') as text
from signals
where cardinality(reasons) > 0 or card_score > 50
;
-- experiment: conversion by variant with a test of significance
with assigned as (
    select user_id, min_by(element_at(properties, 'variant'), event_time) as variant, min(event_time) as assigned_at
    from events
    where event_type = 'experiment'
    group by user_id
),
outcome as (
    select a.user_id, a.variant,
        max(case when e.event_type = 'purchase' and e.event_time >= a.assigned_at then 1 else 0 end) as converted,
        sum(case when e.event_type = 'purchase' then try_cast(json_extract_scalar(e.payload, '$.amount') as double) end) as revenue
    from assigned a
    left join events e on e.user_id = a.user_id
    group by a.user_id, a.variant
),
by_variant as (
    select variant, count(*) as n, sum(converted) as conversions, avg(cast(converted as double)) as rate,
        avg(coalesce(revenue, 0)) as revenue_per_user, variance(coalesce(revenue, 0)) as revenue_variance
    from outcome
    group by variant
),
paired as (
    select t.variant, t.n, t.rate, c.rate as control_rate, c.n as control_n,
        (t.conversions + c.conversions) / cast(t.n + c.n as double) as pooled
    from by_variant t
    cross join by_variant c
    where c.variant = 'control' and t.variant <> 'control'
)
select
    variant,
    n,
    rate,
    control_rate,
    rate / nullif(control_rate, 0) - 1 as uplift,
    (rate - control_rate) / nullif(sqrt(pooled * (1 - pooled) * (1e0 / n + 1e0 / control_n)), 0) as z,
    2 * (1 - normal_cdf(0, 1, abs((rate - control_rate) / nullif(sqrt(pooled * (1 - pooled) * (1e0 / n + 1e0 / control_n)), 0)))) as p_value,
    wilson_interval_lower(cast(rate * n as bigint), n, 1.96) as lower_bound
from paired
;
-- supply: days of stock from orders of the last weeks
with demand as (
    select oi.product_id, o.order_date, sum(oi.quantity) as quantity
    from order_items oi
    join orders o on o.order_id = oi.order_id
    where o.order_date >= current_date - interval '56' day
    group by oi.product_id, o.order_date
),
spread as (
    select p.product_id, d.day
    from products p
    cross join (select day from calendar where day between current_date - interval '56' day and current_date) d
),
filled as (
    select s.product_id, s.day, coalesce(d.quantity, 0) as quantity
    from spread s
    left join demand d on d.product_id = s.product_id and d.order_date = s.day
),
rates_of_sale as (
    select
        product_id,
        avg(quantity) as daily,
        stddev(quantity) as deviation,
        sum(quantity) filter (where day > current_date - interval '7' day) as last_week,
        sum(quantity) filter (where day between current_date - interval '14' day and current_date - interval '8' day) as week_before,
        regr_slope(quantity, date_diff('day', date '2024-01-01', day)) as trend
    from filled
    group by product_id
)
select product_id, p.sku, r.daily, r.deviation, r.last_week, r.week_before,
    coalesce(cast(r.last_week - r.week_before as double) / nullif(r.week_before, 0), 0) as change,
    r.trend > 0 as is_growing,
    ceiling(r.daily * 14 + 1.65 * coalesce(r.deviation, 0) * sqrt(14)) as reorder_point
from rates_of_sale r
join products p using (product_id)
;
-- texts of many shapes for a search index
with documents as (
    select
        'product' as kind,
        cast(product_id as varchar) as id,
        title as headline,
        concat_ws(' ', title, category, sku) as body,
        cast(launched as timestamp(3)) as at
    from products
    union all
    select 'ticket', cast(ticket_id as varchar), subject, coalesce(body, ''), opened_at from tickets
    union all
    select 'customer', cast(customer_id as varchar), name, coalesce(name, '') || ' ' || coalesce(email, ''), created_at from customers
),
normalised as (
    select
        kind,
        id,
        headline,
        lower(normalize(body, nfkd)) as body,
        array_distinct(split(regexp_replace(lower(body), '\W+', ' '), ' ')) as tokens,
        at
    from documents
),
filtered as (
    select kind, id, headline, body, filter(tokens, t -> length(t) > 2) as tokens, at from normalised
)
select
    kind,
    id,
    trim(headline) as headline,
    substr(body, 1, 200) as snippet,
    length(body) as letters,
    tokens,
    cardinality(tokens) as token_count,
    transform(tokens, t -> soundex(regexp_replace(t, '[^a-z]', 'a'))) as sounds,
    reduce(tokens, 0, (s, t) -> s + length(t), s -> s) as token_letters,
    array_max(transform(tokens, t -> length(t))) as longest,
    zip_with(tokens, sequence(1, cardinality(tokens)), (t, i) -> cast(i as varchar) || ':' || t) as positions,
    date_format(at, '%Y-%m-%dT%H:%i:%s') as at_text,
    crc32(to_utf8(body)) as checksum
from filtered
where cardinality(tokens) between 1 and 1000
;
-- payments reconciled with orders, day by day
with received as (
    select cast(paid_at as date) as day, method, sum(amount) as amount, count(*) as n
    from payments
    where coalesce(refunded, false) = false
    group by cast(paid_at as date), method
),
expected as (
    select o.order_date as day, coalesce(p.method, 'unpaid') as method, sum(o.total) as amount, count(*) as n
    from orders o
    left join (select order_id, max(method) as method from payments group by order_id) p on p.order_id = o.order_id
    group by o.order_date, coalesce(p.method, 'unpaid')
),
compared as (
    select
        coalesce(r.day, e.day) as day,
        coalesce(r.method, e.method) as method,
        coalesce(r.amount, 0) as received,
        coalesce(e.amount, 0) as expected,
        coalesce(r.n, 0) as payments,
        coalesce(e.n, 0) as orders
    from received r
    full outer join expected e on e.day = r.day and e.method = r.method
)
select
    day,
    method,
    received,
    expected,
    received - expected as difference,
    case when expected = 0 then null else (received - expected) / expected end as relative,
    sum(received - expected) over (partition by method order by day rows unbounded preceding) as running_difference,
    payments,
    orders,
    abs(received - expected) > 0.01 as is_off
from compared
where day is not null
order by day desc, method
;
-- categories as a tree by their paths, with totals at every level
with leaves as (
    select p.product_id, split(p.category, '/') as path, p.price from products p where p.category is not null
),
levels as (
    select l.product_id, l.price, n.level, array_join(slice(l.path, 1, n.level), '/') as node,
        if(n.level > 1, array_join(slice(l.path, 1, n.level - 1), '/')) as parent
    from leaves l
    cross join unnest(sequence(1, cardinality(l.path))) as n (level)
),
sold as (
    select product_id, sum(quantity * unit_price) as revenue from order_items group by product_id
)
select
    v.level,
    v.node,
    v.parent,
    count(*) as products,
    avg(v.price) as average_price,
    coalesce(sum(s.revenue), 0) as revenue,
    rank() over (partition by v.level order by coalesce(sum(s.revenue), 0) desc) as rank_in_level,
    coalesce(sum(s.revenue), 0) / nullif(sum(coalesce(sum(s.revenue), 0)) over (partition by v.level), 0) as share
from levels v
left join sold s on s.product_id = v.product_id
group by v.level, v.node, v.parent
order by v.level, revenue desc
;
-- who works on what: skills of people against labels of tickets
with skills as (
    select e.employee_id, e.name, e.department, s.skill
    from employees e
    cross join unnest(e.skills) as s (skill)
),
demand as (
    select l.label, count(*) as tickets, count_if(t.closed_at is null) as open_tickets, avg(t.score) as score
    from tickets t
    left join unnest(t.labels) as l (label) on true
    group by l.label
),
supply as (
    select skill, count(distinct employee_id) as people, array_agg(name order by name) as names from skills group by skill
),
assigned as (
    select t.assignee, l.label, count(*) as handled
    from tickets t, unnest(t.labels) as l (label)
    where t.assignee is not null
    group by t.assignee, l.label
)
select
    coalesce(d.label, s.skill) as topic,
    coalesce(d.tickets, 0) as tickets,
    coalesce(d.open_tickets, 0) as open_tickets,
    d.score,
    coalesce(s.people, 0) as people,
    cast(coalesce(d.tickets, 0) as double) / nullif(s.people, 0) as tickets_per_person,
    s.names,
    (select max_by(a.assignee, a.handled) from assigned a where a.label = d.label) as busiest,
    exists (select 1 from assigned a where a.label = s.skill and a.handled > 10) as has_expert
from demand d
full join supply s on s.skill = d.label
;
-- the shortest of everything: a report in one row
with o as (
    select count(*) as orders, sum(total) as revenue, count(distinct customer_id) as customers, max(order_date) as last_day from orders
),
c as (
    select count(*) as customers, count_if(active) as active, avg(credit) as credit from customers
),
t as (
    select count(*) as tickets, count_if(closed_at is null) as open_tickets, max(opened_at) as last_ticket from tickets
),
p as (
    select count(*) as products, count(distinct category) as categories, approx_percentile(price, 0.5) as median_price
    from (select category, cast(price as double) as price from products) q
)
select
    o.orders,
    o.revenue,
    o.revenue / nullif(o.orders, 0) as average_order,
    o.customers as buyers,
    c.customers,
    cast(o.customers as double) / nullif(c.customers, 0) as buyer_rate,
    c.active,
    c.credit,
    t.tickets,
    t.open_tickets,
    date_diff('day', o.last_day, date(t.last_ticket)) as days_between,
    p.products,
    p.categories,
    p.median_price,
    map(array['orders', 'tickets', 'products'], array[o.orders, t.tickets, p.products]) as counts,
    cast(row(o.revenue, c.credit) as row(revenue decimal(38, 2), credit double)) as money
from o
cross join c
cross join t
cross join p
;
-- devices: uptime from pairs of messages
with messages as (
    select device_id, timestamp as at, type, quality, lead(timestamp) over w as next_at, lead(type) over w as next_type
    from sensors
    where type in ('up', 'down')
    window w as (partition by device_id order by timestamp)
),
spells as (
    select device_id, at as started, coalesce(next_at, localtimestamp(3)) as ended, type
    from messages
    where next_type is null or next_type <> type
),
daily as (
    select s.device_id, d.day, s.type,
        date_diff('second', greatest(s.started, cast(d.day as timestamp(3))), least(s.ended, cast(d.day + interval '1' day as timestamp(3)))) as seconds
    from spells s
    join calendar d on d.day between date(s.started) and date(s.ended)
)
select
    device_id,
    day,
    sum(if(type = 'up', seconds, 0)) as up_seconds,
    sum(if(type = 'down', seconds, 0)) as down_seconds,
    100.0 * sum(if(type = 'up', seconds, 0)) / nullif(sum(seconds), 0) as availability,
    human_readable_seconds(sum(if(type = 'down', seconds, 0))) as down_text,
    max(seconds) filter (where type = 'down') as longest_down
from daily
group by device_id, day
;
-- customers by the tree of referrals, with recursion
with recursive referral (customer_id, root_id, depth, path) as (
    select customer_id, customer_id, 0, array[customer_id]
    from customers
    where referred_by is null
    union all
    select c.customer_id, r.root_id, r.depth + 1, r.path || c.customer_id
    from customers c
    join referral r on r.customer_id = c.referred_by
    where r.depth < 5 and not contains(r.path, c.customer_id)
),
revenue (customer_id, revenue, orders) as (
    select customer_id, sum(total), count(*) from orders group by customer_id
),
summed (root_id, descendants, depth, network_revenue, own_revenue) as (
    select
        f.root_id,
        count(*) - 1 as descendants,
        max(f.depth) as depth,
        sum(coalesce(v.revenue, 0)) as network_revenue,
        sum(coalesce(v.revenue, 0)) filter (where f.depth = 0) as own_revenue
    from referral f
    left join revenue v on v.customer_id = f.customer_id
    group by f.root_id
)
select
    s.root_id,
    c.name,
    s.descendants,
    s.depth,
    s.own_revenue,
    s.network_revenue,
    s.network_revenue - s.own_revenue as referred_revenue,
    rank() over (order by s.network_revenue desc) as position
from summed s
join customers c on c.customer_id = s.root_id
where s.descendants > 0
