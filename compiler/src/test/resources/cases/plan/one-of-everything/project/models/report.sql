select name, amount from {{ ref('totals') }} where name <> '{{ this.identifier }}'
