select 'München' as city
