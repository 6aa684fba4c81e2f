select nothing that works from
