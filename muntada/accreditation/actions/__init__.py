"""What is done in accreditation: opened, applied for, decided, printed, handed out, purged."""
