{% test expression_is_true(model, expression, column_name=none) %}
select *
from {{ model }}
where not ({{ column_name ~ ' ' if column_name }}{{ expression }})
{% endtest %}

{% test same_row_count(model, compare_model) %}
select here.rows_here, there.rows_there
from (select count(*) as rows_here from {{ model }}) here
cross join (select count(*) as rows_there from {{ compare_model }}) there
where here.rows_here <> there.rows_there
{% endtest %}
