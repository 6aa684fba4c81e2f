{# How recent a moment is, as a word: `recent`, `this year` or `long ago`. #}
{% macro recency(moment, days=none) -%}
{%- set limit = days if days is not none else var('recent_days') -%}
case
        when {{ days_since(moment) }} <= {{ limit }} then 'recent'
        when {{ days_since(moment) }} <= 365 then 'this year'
        else 'long ago'
    end
{%- endmacro %}

{% macro days_since(moment) -%}
date_diff('day', {{ moment }}, localtimestamp)
{%- endmacro %}
