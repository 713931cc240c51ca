"""How the model came to be: every step of its making, each run again by one command. Nothing else imports this."""
