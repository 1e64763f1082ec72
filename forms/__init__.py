"""Asks people; knows no BPMN."""
