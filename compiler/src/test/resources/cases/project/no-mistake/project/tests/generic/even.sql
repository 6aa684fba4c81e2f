{% test even(model) %}select 1{% endtest %}
