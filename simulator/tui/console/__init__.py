"""The facilitator's console: the exercise of all teams at a glance, and everything that exercise control can do."""
