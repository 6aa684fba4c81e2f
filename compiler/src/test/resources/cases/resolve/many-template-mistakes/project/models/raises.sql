{{ var('not_there') }}
{% if true %}{{ exceptions.raise_compiler_error('this model is not for you') }}{% endif %}
{{ orders.total }}
