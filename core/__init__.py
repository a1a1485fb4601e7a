"""What knows no other app: access, workflow, trail, notices, workbooks, reports, API manners, interface."""
