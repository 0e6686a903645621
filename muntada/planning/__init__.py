"""Plain Python that plans: no Django, no database, no clock. Frozen data in, plan out."""
