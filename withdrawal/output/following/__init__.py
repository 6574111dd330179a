"""What can be followed: a list of withdrawals as a calendar to subscribe to and as a feed."""
