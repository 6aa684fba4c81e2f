{{ config(materialized='table', contract={'enforced': true}) }}
select order_id, null as note, array[] as tags, map() as attributes, row(1, null) as pair, nullif(null, null) as again
from {{ ref('orders') }}
