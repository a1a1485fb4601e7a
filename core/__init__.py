"""What knows none of the other apps: access, workflow, trail, notices, workbooks, reports, API manners, interface."""
