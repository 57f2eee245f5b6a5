"""Runs it: plan, job, run, report. Brings content and paper together; alone writes to output."""
