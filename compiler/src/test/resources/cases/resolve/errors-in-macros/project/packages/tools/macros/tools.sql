{% macro doubled(column) -%}
    ({{ column }} + {{ column }}_twice)
{%- endmacro %}

{% macro wrapped(name) -%}
    with {{ name }} as ({{ caller() }})
    select * from {{ name }}
{%- endmacro %}
