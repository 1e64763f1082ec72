@strategy @strategy_systematic_response
Feature: The steps of a protocol are done in their order, each in its time
  A protocol is a promise to do the same for everybody. Good judgement may
  leave it; silence may not.

  Background:
    Given the protocol for a cancelled flight is published

  Rule: A step may be left for a reason that somebody else accepts

    @st_2
    Example: Teo accepts it, and the incident learns of it
      Given a cancelled flight struck Mina
      When Ruth leaves a step of Mina's out, with a reason
      And Teo accepts the deviation
      Then the incident counts one deviation

    @st_2
    Example: Teo insists
      Given a cancelled flight struck Mina
      When Ruth leaves a step of Mina's out, with a reason
      And Teo insists on the step
      Then Ruth is asked to "Do the step at the desk"

  Rule: A step that is late is told to whoever leads

    @st_2 @clock
    Example: Nobody is at the gate
      Given a cancelled flight struck Mina
      When the time of "Time is up" comes for Mina
      Then the letter "staff_alert" of Mina's case has reached Teo
