{{ config(materialized='table') }}
select order_id, coalesce(note, 'none') as note, cast(tags as array(varchar)) as tags from {{ ref('passing') }}
