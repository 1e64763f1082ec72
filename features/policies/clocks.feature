@policy
Feature: When a clock stands still, and who hears that it runs out
  A promise of the house waits for the customer, for a while and not often;
  a time of the law only where the law says so.

  Rule: The time we wait for the customer is not held against them or us

    @clock
    Example: Mina answers after a day
      Given Mina's case waits to be understood
      When Carla waits for Mina because of "waiting_for_customer"
      And Mina answers 1 day later
      Then the clock "decision" of Mina ends as much later
      And Mina has the letter "please_answer"
      And the record of Mina's case says "The clock stands still"

  Rule: A time of the law does not wait

    @clock
    Example: The airline waits for Omar
      Given Omar reports under "us_dot" at 2026-02-02 10:00 in New York
      When Carla waits for Omar because of "waiting_for_customer"
      Then the clock "us_dot_reply" of Omar ends 2026-04-03 10:00 in New York

  Rule: Who waits too often waits on our own time, and the record says so

    @clock
    Example: Carla asks Mina three times
      Given Mina's case waits to be understood
      When Carla waits for Mina 3 times
      Then the record of Mina's case says "and may not more than"

  Rule: Most of the time is gone, and the supervisor hears so

    @d_10 @clock
    Example: Nobody has an offer for Mina
      Given Mina's case waits to be understood
      When 80 % of the clock "decision" of Mina are over
      Then the letter "staff_alert" has reached the supervisors
