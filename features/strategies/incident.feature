@strategy @strategy_systematic_response
Feature: An incident is over when it is over for the last customer
  What one protocol began, it also ends: owed money comes by itself, whoever
  needs more is heard alone, and the whole is looked back upon.

  Rule: What is owed comes without a claim, and once

    @pr_2
    Example: Nobody has asked
      Given the protocol for a cancelled flight is published
      When Olga declares that a cancelled flight struck Mina and Omar
      Then Mina has been paid what she is entitled to

    @pr_2
    Example: Mina claims it all the same
      Given the protocol for a cancelled flight is published
      And a cancelled flight struck Mina
      When Mina claims it all the same, in a report of her own
      Then the bank has paid Mina once

  Rule: Who needs more gets an offer of their own

    @st_2
    Example: It was not enough
      Given the protocol for a cancelled flight is published
      And a cancelled flight struck Mina
      And Mina was helped by the protocol
      When Mina says that it is not enough
      Then Carla is asked to "Compose an offer"

    @st_2 @clock
    Example: What was offered then did not put it right
      Given the protocol for a cancelled flight is published
      And a cancelled flight struck Mina
      And Mina was made an offer of her own, and has it
      And Mina has said that it is still unsolved, also when Teo called
      When Teo does "Apologise as manager"
      Then Cem is asked to "Compose an offer"
      And Carla is not asked to "Compose an offer"

  Rule: It closes when the last of its cases is closed

    @st_2 @clock
    Example: Omar still waits
      Given the protocol for a cancelled flight is published
      And a cancelled flight struck Mina and Omar
      And Olga has said that it is over
      When Mina's case is closed
      Then the incident is still open

    @st_2 @clock
    Example: The last one is closed, and a lesson is drawn
      Given the protocol for a cancelled flight is published
      And a cancelled flight struck Mina and Omar
      And Olga has said that it is over
      When everybody's case is closed
      And Teo looks back
      Then a lesson is open
