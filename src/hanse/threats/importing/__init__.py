"""Reading tables of incidents as cities and chronicles publish them; pure, it stores nothing."""
