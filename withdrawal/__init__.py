"""When does a State's withdrawal from a treaty take effect?"""
