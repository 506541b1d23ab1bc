-- What has been planned, for the planner.
analyze;
