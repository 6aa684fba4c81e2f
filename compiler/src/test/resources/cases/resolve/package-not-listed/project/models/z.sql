select {{ modles.datetime.datetime.now() }} as a from {{ ref('u1') }}
