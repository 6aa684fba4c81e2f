{% do config.set('materialized', 'table') %}
{%- set described = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | selectattr('description') | map(attribute='name') | sort -%}
{%- set source = graph['sources']['source.shop.raw.orders'] -%}
select '{{ described | join(",") }}' as described,
  '{{ source.relation_name }}' as orders,
  {{ source.columns | length }} as width,
  '{{ graph.nodes["model.shop.orders"].columns.order_id.description | length > 0 }}' as told,
  '{{ config.persist_relation_docs() }}' as kept
