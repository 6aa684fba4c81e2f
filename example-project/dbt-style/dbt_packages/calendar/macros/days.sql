{# Every day from one to another, the last one left out. #}
{% macro days(first_day, last_day) -%}
    {%- set first = modules.datetime.date.fromisoformat(first_day) -%}
    {%- set last = modules.datetime.date.fromisoformat(last_day) -%}
    {%- if last <= first -%}
        {{ exceptions.raise_compiler_error("the last day, " ~ last ~ ", is not after the first, " ~ first) }}
    {%- endif -%}
    {{ dbt.date_spine('day', "cast('" ~ first ~ "' as date)", "cast('" ~ last ~ "' as date)") }}
{%- endmacro %}

{% macro weekend(column) -%}
    (day_of_week({{ column }}) in (6, 7))
{%- endmacro %}
