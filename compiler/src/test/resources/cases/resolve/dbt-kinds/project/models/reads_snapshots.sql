select customer_id, dbt_valid_from, nam from {{ ref('customers_history') }}
