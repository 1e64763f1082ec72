@principle_empower_and_solve_fast
Feature: What needs another's word gets it soon, or goes on without
  Asking for leave may be right for large sums. It may not make anybody wait
  for what they are owed, and nobody's silence may turn into a refusal.

  Rule: What goes beyond one's authority is decided by the next one up

    @p2_2 @forms
    Example: Ruth wants to give more than she may
      Given Mina has reported a small failure
      When Ruth puts it right at once, with just more than the desk may give
      Then Teo is asked to "Approve as supervisor"
      And Mina has been paid nothing

    @p2_2
    Example: What Mina is owed anyway does not wait for an approval
      Given Mina has reported a cancelled flight
      When Ruth puts it right at once, with just more than the desk may give
      Then Mina has been paid what she is entitled to
      And Teo is asked to "Approve as supervisor"

  Rule: The time to decide is watched, and when it is up somebody else decides

    @p2_2 @clock
    Example: Half of Teo's time has gone by
      Given Teo is asked to approve what Ruth wants to give Mina
      When the time of "Half time" comes for Mina
      Then the letter "staff_alert" has reached the supervisors

    @p2_2 @clock
    Example: All of Teo's time has gone by
      Given Teo is asked to approve what Ruth wants to give Mina
      When the time of "Time is up" comes for Mina
      Then Teo is not asked to "Approve as supervisor"
      And Felix is asked to "Approve as finance"

    @p2_2 @clock
    Example: Felix decides in Teo's place
      Given Teo is asked to approve what Ruth wants to give Mina
      When the time of "Time is up" comes for Mina
      And Felix does "Approve as finance"
      Then Mina has been paid as much

  Rule: Silence is not a refusal

    @p2_3 @clock
    Example: Nobody says anything about the offer to Mina
      Given Teo is asked to approve what Carla wants to offer Mina
      When the time of "Time is up" comes for Mina 3 times
      Then Mina is asked to "Choose a remedy"
      And the offer to Mina is what she is entitled to
      And the record of Mina's case says "The promise was missed"
