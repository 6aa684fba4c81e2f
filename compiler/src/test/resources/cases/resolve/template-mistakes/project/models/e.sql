select name from {{ ref('customers') }} {% if %}
