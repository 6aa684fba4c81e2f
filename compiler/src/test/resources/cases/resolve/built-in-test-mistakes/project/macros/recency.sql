{# A project's own test of this name has arguments of its own. #}
{% test recency(model, column_name, anything) %}
select {{ column_name }} from {{ model }} where {{ column_name }} = {{ anything }}
{% endtest %}
