{% macro recency() %}1{% endmacro %}
