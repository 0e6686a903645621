"""Rounds of equal meetings: one slot each, so many tables, nobody in two places, few idle periods.

The problem of Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy and Villaret, “Constraint Solving
Approaches to the Business-to-Business Meeting Scheduling Problem”, JAIR 74 (2022) 263–301.
"""
