"""Pages of the accreditation desk and of the delegations."""
