"""Pages of delegations, for the desk and for those a delegation trusts."""
