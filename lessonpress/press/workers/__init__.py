"""Workers: who does the jobs, here, in other processes or on other computers."""
