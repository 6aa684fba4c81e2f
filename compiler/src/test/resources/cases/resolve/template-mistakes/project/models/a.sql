select name from {{ read('custmers') }}
