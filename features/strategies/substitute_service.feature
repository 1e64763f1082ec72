@strategy @strategy_substitute_service
Feature: Somebody else serves whom we cannot
  Our promise stands, whoever keeps it. The customer chooses who, and what
  falls through on the way leaves nothing behind but what is owed.

  Rule: Volunteers come first, and status alone decides nothing

    @st_4
    Example: Nobody volunteers
      Given Mina and others wait for one seat
      When Ruth finds nobody who gives up the seat
      Then Mina is asked to "Choose another way"

    @st_4
    Example: Somebody else gladly goes later
      Given Mina and others wait for one seat
      When Ruth finds somebody else who gives up the seat
      Then Mina's case ended with "Served by us after all"

    @st_4
    Example: Mina gives up her seat for what we agreed
      Given Mina and others wait for one seat
      And Mina gives up her seat for twice its price
      When Mina has arrived with a partner
      Then Mina has been paid twice its price for it

  Rule: The customer chooses, and what partners hear is theirs to say

    @st_4 @clock
    Example: Mina is not at her page
      Given Mina has no seat with us
      When the time of "No answer in time" comes for Mina
      Then Ruth is asked to "Ask the customer"
      And no partner has heard of Mina

    @st_4
    Example: Mina would rather have her money back
      Given Mina has no seat with us
      When Mina asks for her money back
      Then Mina has been paid back what she paid
      And Mina's case ended with "Not placed, paid back"

  Rule: What is owed stays owed, and we ask them to come back

    @st_4
    Example: Mina arrives hours later than promised
      Given Mina has a seat with a partner
      When Mina arrives hours later with the partner
      Then Mina has been paid what is owed to whoever arrives so late
      And Carla is asked to "Plan their way back"

    @st_4 @clock
    Example: Does Mina come back?
      Given Mina was served by a partner
      When the time to come back is over
      Then Carla is asked to "See whether they came back"
