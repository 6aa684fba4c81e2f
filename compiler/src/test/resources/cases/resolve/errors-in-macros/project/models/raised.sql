{% for x in [1] %}
select {{ failing(x) }} as a from {{ ref('orders') }}
{% endfor %}
