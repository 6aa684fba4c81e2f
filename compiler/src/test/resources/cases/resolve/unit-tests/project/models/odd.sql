select order_id, xxhash64(to_utf8(product_code)) as mark from {{ ref('orders') }}
