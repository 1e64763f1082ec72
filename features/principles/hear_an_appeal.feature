@principle_treat_fairly
Feature: Whoever is refused may ask for another pair of eyes
  A decision that nobody looks at twice is only as fair as whoever made it.
  To ask costs nothing, and takes nothing away.

  Rule: Somebody who has not decided before looks at it again

    @p3_4
    Example: Mina appeals
      Given Mina was refused by Carla
      When Mina asks us to look again
      Then Eva is asked to "Look at it again"
      And Carla is not asked to "Look at it again"

    @p3_4
    Example: The decision stands, with its reasons
      Given Mina was refused by Carla
      When Mina asks us to look again
      And Eva lets it stand
      Then the letter "appeal_answer" tells Mina
        | what came of it | The decision stands |
        | why             | It is as we said    |
      And Mina's case ended with "Rejected, recourse told"

    @p3_4
    Example: The decision is changed and carried out
      Given Mina was refused by Carla
      When Mina asks us to look again
      And Eva changes it
      Then Mina has been paid what Eva decided
      And Mina's case goes on to "Write the apology"

  Rule: Nobody waits for an appeal for ever

    @p3_4 @clock
    Example: Mina says nothing more
      Given Mina was refused by Carla
      When the time of "14 days, no appeal" comes for Mina
      Then Mina's case ended with "Rejected, recourse told"
