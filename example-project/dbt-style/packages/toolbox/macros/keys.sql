{# One text that stands for several columns; nulls and empty texts stay apart. #}
{% macro surrogate_key(columns) %}
    {{- return(adapter.dispatch('surrogate_key', 'toolbox')(columns)) -}}
{% endmacro %}

{% macro default__surrogate_key(columns) %}
    {%- set parts = [] -%}
    {%- for column in columns -%}
        {%- do parts.append("coalesce(cast(" ~ column ~ " as " ~ dbt.type_string() ~ "), '" ~ toolbox.null_text() ~ "')") -%}
    {%- endfor -%}
    {{ return(dbt.hash(parts | join(" || '|' || "))) }}
{% endmacro %}

{% macro null_text() %}
    {{- return(adapter.dispatch('null_text', 'toolbox')()) -}}
{% endmacro %}

{% macro default__null_text() %}{{ return('_null_') }}{% endmacro %}
