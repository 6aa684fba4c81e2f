{# The names of a relation's columns, without some of them. #}
{% macro column_names(relation, except=[]) %}
    {%- set left_out = except | map('lower') | list -%}
    {%- set names = [] -%}
    {%- for column in adapter.get_columns_in_relation(relation) if column.name | lower not in left_out -%}
        {%- do names.append(column.name) -%}
    {%- endfor -%}
    {{ return(names) }}
{% endmacro %}

{# All columns of a relation but some, as a select list. #}
{% macro star(from, relation_alias=none, except=[]) -%}
    {%- for name in toolbox.column_names(from, except) -%}
        {{ relation_alias ~ '.' if relation_alias }}{{ adapter.quote(name) }}{{ ",\n    " if not loop.last }}
    {%- else -%}
        {{ exceptions.raise_compiler_error("there is no column left of " ~ from) }}
    {%- endfor -%}
{%- endmacro %}

{# The rows of several relations; a column that one lacks is null there. #}
{% macro union_relations(relations, source_column='relation') -%}
    {%- set types = {} -%}
    {%- for relation in relations -%}
        {%- for column in adapter.get_columns_in_relation(relation) if column.name not in types -%}
            {%- do types.update({column.name: column.data_type}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for relation in relations %}
    {%- set own = toolbox.column_names(relation) %}
    select
        {{ dbt.string_literal(relation.identifier) }} as {{ source_column }}
        {%- for name, type in types.items() %},
        {{ adapter.quote(name) if name in own else 'cast(null as ' ~ type ~ ')' }} as {{ adapter.quote(name) }}
        {%- endfor %}
    from {{ relation }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# One sum for each value of a column. #}
{% macro pivot(column, values, amount='1', suffix='') -%}
    {%- for value in values -%}
    sum(case when {{ column }} = '{{ dbt.escape_single_quotes(value) }}' then {{ amount }} else 0 end) as {{ value ~ suffix }}
    {{- ",\n    " if not loop.last -}}
    {%- endfor -%}
{%- endmacro %}

{# The values of a column where the engine can be asked, else those that are expected. #}
{% macro column_values(relation, column, default=[]) %}
    {%- if not execute -%}{{ return(default) }}{%- endif -%}
    {%- call statement('column_values', fetch_result=true) -%}
        select distinct {{ column }} as value from {{ relation }} order by 1
    {%- endcall -%}
    {%- set found = load_result('column_values') -%}
    {{ return(found['data'] | map(attribute=0) | list or default) }}
{% endmacro %}
