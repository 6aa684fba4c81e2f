{% macro cents(column) %}{{ adapter.dispatch('cents')(column) }}{% endmacro %}
{% macro default__cents(column) %}default({{ column }}){% endmacro %}
{% macro trino__cents(column) %}cast(round({{ column }} * 100) as bigint){% endmacro %}
{% macro read(name) %}{{ return(ref(name)) }}{% endmacro %}
