{# Whether a relation of this name is there. #}
{% macro has_relation(schema, identifier) %}
    {{ return(adapter.get_relation(database=target.database, schema=schema, identifier=identifier) is not none) }}
{% endmacro %}

{# A common table expression around a body. #}
{% macro named(name) -%}
{{ name }} as (
    {{ caller(name) | trim | indent(4) }}
)
{%- endmacro %}
