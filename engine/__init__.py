"""Runs the recovery processes; knows no web."""
