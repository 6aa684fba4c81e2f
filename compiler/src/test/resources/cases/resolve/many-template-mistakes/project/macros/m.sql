{% macro columns() %}{{ return(['order_id'] + 1) }}{% endmacro %}
