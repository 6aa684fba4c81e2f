{# Relations and names. #}

{% macro get_columns_in_relation(relation) %}{{ return(adapter.get_columns_in_relation(relation)) }}{% endmacro %}

{% macro load_cached_relation(relation) -%}
    {{ return(adapter.get_relation(database=relation.database, schema=relation.schema, identifier=relation.identifier)) }}
{%- endmacro %}

{% macro load_relation(relation) %}{{ return(load_cached_relation(relation)) }}{% endmacro %}

{% macro get_list_of_column_names(columns) %}{{ return(columns | map(attribute='name') | list) }}{% endmacro %}

{% macro get_quoted_csv(column_names) %}
    {%- set quoted = [] -%}
    {%- for name in column_names %}{% do quoted.append(adapter.quote(name)) %}{% endfor -%}
    {{ return(quoted | join(', ')) }}
{% endmacro %}

{% macro check_schema_exists(information_schema, schema) %}{{ return(adapter.check_schema_exists(information_schema, schema)) }}{% endmacro %}

{% macro information_schema_name(database) -%}
    {% if database %}{{ adapter.quote(database) }}.{% endif %}information_schema
{%- endmacro %}

{% macro make_temp_relation(base_relation, suffix='__dbt_tmp') -%}
    {{ return(base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix})) }}
{%- endmacro %}

{% macro get_where_subquery(relation) %}{{ return(adapter.dispatch('get_where_subquery', 'dbt')(relation)) }}{% endmacro %}
{% macro athena__get_where_subquery(relation) -%}
    {%- set condition = config.get('where') -%}
    {%- if not condition %}{{ return(relation) }}{% endif -%}
    {%- set filtered %}(select * from {{ relation }} where {{ condition }}) dbt_subquery{% endset -%}
    {{ return(filtered) }}
{%- endmacro %}

{% macro should_store_failures() %}{{ return(config.get('store_failures', false)) }}{% endmacro %}

{% macro generate_schema_name(custom_schema_name=none, node=none) %}{{ return(adapter.dispatch('generate_schema_name', 'dbt')(custom_schema_name, node)) }}{% endmacro %}
{% macro athena__generate_schema_name(custom_schema_name, node) -%}
    {{ target.schema }}{% if custom_schema_name is not none %}_{{ custom_schema_name | trim }}{% endif %}
{%- endmacro %}
{% macro default__generate_schema_name(custom_schema_name, node) %}{{ return(athena__generate_schema_name(custom_schema_name, node)) }}{% endmacro %}

{% macro generate_schema_name_for_env(custom_schema_name, node) -%}
    {%- if target.name == 'prod' and custom_schema_name is not none -%}
        {{ custom_schema_name | trim }}
    {%- else -%}
        {{ target.schema }}
    {%- endif -%}
{%- endmacro %}

{% macro generate_alias_name(custom_alias_name=none, node=none) %}{{ return(adapter.dispatch('generate_alias_name', 'dbt')(custom_alias_name, node)) }}{% endmacro %}
{% macro athena__generate_alias_name(custom_alias_name, node) -%}
    {{ custom_alias_name | trim if custom_alias_name else node.name }}
{%- endmacro %}
{% macro default__generate_alias_name(custom_alias_name, node) %}{{ return(athena__generate_alias_name(custom_alias_name, node)) }}{% endmacro %}

{% macro generate_database_name(custom_database_name=none, node=none) %}{{ return(adapter.dispatch('generate_database_name', 'dbt')(custom_database_name, node)) }}{% endmacro %}
{% macro athena__generate_database_name(custom_database_name, node) -%}
    {{ target.database if custom_database_name is none else custom_database_name }}
{%- endmacro %}
{% macro default__generate_database_name(custom_database_name, node) %}{{ return(athena__generate_database_name(custom_database_name, node)) }}{% endmacro %}
