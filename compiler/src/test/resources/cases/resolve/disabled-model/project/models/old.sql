{{ config(enabled=false) }}
select nothing from nowhere where {{ ref('missing') }}
