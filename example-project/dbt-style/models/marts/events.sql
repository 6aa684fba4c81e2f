{{ toolbox.union_relations([ref('stg_orders'), ref('stg_payments')], source_column='event') }}
