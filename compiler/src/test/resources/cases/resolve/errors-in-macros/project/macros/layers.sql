{% macro outer(columns) -%}
    {%- for column in columns %}
    {{ middle(column) }} as {{ column }}_out{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{% macro middle(column) -%}
    coalesce({{ inner(column) }}, 0)
{%- endmacro %}

{% macro inner(column) -%}
    {{ column }} + no_such_column
{%- endmacro %}

{% macro failing(level) -%}
    {{ failing_inside(level) }}
{%- endmacro %}

{% macro failing_inside(level) -%}
    {{ exceptions.raise_compiler_error("level " ~ level ~ " is too deep") if level > 1 else failing(level + 1) }}
{%- endmacro %}
