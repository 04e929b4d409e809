"""Many runs: what is computed under which assumptions, kept so that it can be read again."""
