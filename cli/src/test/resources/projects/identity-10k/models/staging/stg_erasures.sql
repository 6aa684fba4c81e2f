{{ config(unique_key='user_name') }}

select
    cast(null as varchar) as user_name,
    cast(null as date) as requested_on
where 1 = 0
