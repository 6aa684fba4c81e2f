{% macro read(name) %}{{ ref(name) }}{% endmacro %}
