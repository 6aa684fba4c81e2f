{% test is_even(model, column_name, step=2) %}
select * from {{ model }} where {{ column_name }} % {{ step }} <> no_column
{% endtest %}
