{{ config(materialized='table') }}
select
    order_id as "order id",
    current_timestamp as seen_at,
    cast(ordered_at as timestamp(6)) as fine,
    array[cast('10:00' as time)] as times,
    uuid() as token
from {{ ref('orders') }}
