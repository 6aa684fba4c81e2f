{% call tools.wrapped('people') %}
    select custmer_id
    from {{ ref('customers') }}
{% endcall %}
