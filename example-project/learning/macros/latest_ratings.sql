{# One row for each user and rated thing: the latest rating. #}
{% macro latest_ratings(relation, thing) -%}
select
    user_id,
    {{ thing }},
    max_by(stars, rated_at) as stars,
    max(rated_at) as rated_at
from {{ relation }}
group by user_id, {{ thing }}
{%- endmacro %}
