{{ config(severity='warn') }}
