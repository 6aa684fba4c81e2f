{#- A macro with a mistake of syntax is known: who calls it is not told that it is not there. -#}
{% macro first(column) %}{{ column + }}{% endmacro %}
{% macro second(column) %}{{ column }}{% endmacro %}
{% macro third(column %}{{ column }}{% endmacro %}
{% macro fourth(column) %}{% if column %}{{ column }}{% endmacro %}
{% macro fifth(column) %}{{ column }}{% endmacro %}
