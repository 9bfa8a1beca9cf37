"""Where the programme is going: people as a stock that flows through the steps, with what is not known kept in.

Aggregates only. Nothing here can be asked about a person, and nothing here is told who they are.
"""
