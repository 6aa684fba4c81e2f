{# What customers pay by. #}
{% macro payment_methods() %}
    {{ return(['card', 'cash', 'voucher']) }}
{% endmacro %}

{% macro euros(column, digits=2) -%}
    round(cast({{ column }} as double) / 100, {{ digits }})
{%- endmacro %}

{# Takes the place of the toolbox's own form. #}
{% macro default__null_text() %}{{ return('?') }}{% endmacro %}
