{% macro counted() %}count(*){% endmacro %}
