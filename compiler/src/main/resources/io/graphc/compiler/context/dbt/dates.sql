{# Dates and times. #}

{% macro dateadd(datepart, interval, from_date_or_timestamp) %}{{ return(adapter.dispatch('dateadd', 'dbt')(datepart, interval, from_date_or_timestamp)) }}{% endmacro %}
{% macro athena__dateadd(datepart, interval, from_date_or_timestamp) -%}
    date_add('{{ datepart }}', {{ interval }}, {{ from_date_or_timestamp }})
{%- endmacro %}

{# dbt counts the limits of parts that lie between the two, Trino's `date_diff` alone counts whole parts. #}
{% macro datediff(first_date, second_date, datepart) %}{{ return(adapter.dispatch('datediff', 'dbt')(first_date, second_date, datepart)) }}{% endmacro %}
{% macro athena__datediff(first_date, second_date, datepart) -%}
    {%- set parts = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] -%}
    {%- if datepart | lower not in parts -%}
        {{ exceptions.raise_compiler_error("`datediff` knows no part `" ~ datepart ~ "`, only " ~ parts | join(', ')) }}
    {%- endif -%}
    {%- set part = datepart | lower -%}
    date_diff('{{ part }}', date_trunc('{{ part }}', cast({{ first_date }} as timestamp)), date_trunc('{{ part }}', cast({{ second_date }} as timestamp)))
{%- endmacro %}

{% macro date_trunc(datepart, date) %}{{ return(adapter.dispatch('date_trunc', 'dbt')(datepart, date)) }}{% endmacro %}
{% macro athena__date_trunc(datepart, date) -%}
    date_trunc('{{ datepart }}', {{ date }})
{%- endmacro %}

{% macro last_day(date, datepart) %}{{ return(adapter.dispatch('last_day', 'dbt')(date, datepart)) }}{% endmacro %}
{% macro athena__last_day(date, datepart) -%}
    cast(date_add('day', -1, date_add('{{ datepart }}', 1, date_trunc('{{ datepart }}', {{ date }}))) as date)
{%- endmacro %}

{% macro date(year, month, day) %}{{ return(adapter.dispatch('date', 'dbt')(year, month, day)) }}{% endmacro %}
{% macro athena__date(year, month, day) -%}
    date '{{ modules.datetime.date(year, month, day).isoformat() }}'
{%- endmacro %}

{% macro current_timestamp() %}{{ return(adapter.dispatch('current_timestamp', 'dbt')()) }}{% endmacro %}
{% macro athena__current_timestamp() -%}
    cast(current_timestamp as timestamp)
{%- endmacro %}

{% macro current_timestamp_backcompat() %}{{ return(adapter.dispatch('current_timestamp_backcompat', 'dbt')()) }}{% endmacro %}
{% macro athena__current_timestamp_backcompat() -%}
    cast(current_timestamp as timestamp)
{%- endmacro %}

{% macro current_timestamp_in_utc_backcompat() %}{{ return(adapter.dispatch('current_timestamp_in_utc_backcompat', 'dbt')()) }}{% endmacro %}
{% macro athena__current_timestamp_in_utc_backcompat() -%}
    cast(current_timestamp as timestamp)
{%- endmacro %}

{% macro end_of_time() %}{{ return(adapter.dispatch('end_of_time', 'dbt')()) }}{% endmacro %}
{% macro athena__end_of_time() -%}
    cast('9999-01-01' as timestamp)
{%- endmacro %}

{% macro cast_timestamp(timestamp_col) -%}cast({{ timestamp_col }} as timestamp){%- endmacro %}

{# How many binary digits the numbers up to a bound have. #}
{% macro get_powers_of_two(upper_bound) %}{{ return(adapter.dispatch('get_powers_of_two', 'dbt')(upper_bound)) }}{% endmacro %}
{% macro athena__get_powers_of_two(upper_bound) %}
    {%- if upper_bound <= 0 %}{{ exceptions.raise_compiler_error('the upper bound must be above 0') }}{% endif -%}
    {%- for digits in range(1, 63) if 2 ** digits >= upper_bound %}{{ return(digits) }}{% endfor -%}
{% endmacro %}

{# One sequence has at most 10,000 elements, so several are put behind one another. #}
{% macro generate_series(upper_bound) %}{{ return(adapter.dispatch('generate_series', 'dbt')(upper_bound)) }}{% endmacro %}
{% macro athena__generate_series(upper_bound) -%}
    select pages.page * 10000 + numbers.number as generated_number
    from unnest(sequence(0, {{ (upper_bound - 1) // 10000 }})) as pages (page)
    cross join unnest(sequence(1, 10000)) as numbers (number)
    where pages.page * 10000 + numbers.number <= {{ upper_bound }}
{%- endmacro %}

{% macro date_spine(datepart, start_date, end_date) %}{{ return(adapter.dispatch('date_spine', 'dbt')(datepart, start_date, end_date)) }}{% endmacro %}
{% macro athena__date_spine(datepart, start_date, end_date) -%}
    {#- The number of days is counted by the query itself: no engine is there to ask while a template is rendered. -#}
    with pages as (
        select page
        from unnest(sequence(0, greatest({{ dbt.datediff(start_date, end_date, datepart) }} - 1, 0) / 1000)) as pages (page)
    ),
    numbers as (
        select pages.page * 1000 + steps.step as number
        from pages
        cross join unnest(sequence(0, 999)) as steps (step)
    ),
    spine as (
        select {{ dbt.dateadd(datepart, 'number', start_date) }} as date_{{ datepart }}
        from numbers
        where number < {{ dbt.datediff(start_date, end_date, datepart) }}
    )
    select date_{{ datepart }}
    from spine
{%- endmacro %}

{# The macro of dbt_utils asks the engine how many days there are. #}
{% macro dbt_utils__date_spine(datepart, start_date, end_date) %}{{ return(dbt.date_spine(datepart, start_date, end_date)) }}{% endmacro %}
