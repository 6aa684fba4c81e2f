{% set names = columns() %}
{% for name in names %}{{ name.x.y }}{% endfor %}
{% set list = [] %}
{% do list.append(1 + 'a') %}
{{ list[0].x }}
{% if var('not_there') %}{% set here = 1 %}{% else %}{% set here = {} %}{% endif %}
{{ here.x.y }}
{% for i in range(3) %}{{ i.x.y }}{% endfor %}
{% set ns = namespace(total=0) %}
{% set ns.total = ns.total + no_macro() %}
{{ ns.total.x.y }}
{{ env_var('NOT_SET') }}
select 1 as a from {{ source('nowhere', 'at_all') }}
