{#- Mistakes in macros that several models call: each is told once, with the calls. -#}
{% macro cents(column) -%}
    {{ column }} / {{ hundret }} + {{ factor('cents') }}
{%- endmacro %}

{% macro factor(of) %}{{ of + 1 }}{% endmacro %}

{% macro dollars(column) -%}
    to_dollars_and_cents({{ column }}) || 1
{%- endmacro %}

{% macro sound(column) %}{{ column }}{% endmacro %}
