select
    employeeID as employee_id,
    concat(firstName, ' ', lastName) as name,
    title,
    cast(hireDate as date) as hired_on,
    postalCode as postal_code,
    reportsTo as manager_id
from {{ source('northwind', 'employees') }}
