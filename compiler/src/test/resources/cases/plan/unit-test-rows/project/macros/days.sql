{% macro first_day() %}date '2020-01-01'{% endmacro %}
