@policy
Feature: Care comes by the clock (table "Care while people wait")
  These are the example figures of the shipped table: every half hour on
  board, food after two hours, a way out after three, a bed for the night.

  Rule: Told every half hour, fed after two hours, free to leave after three

    @ki_5 @clock
    Example: Ninety-five minutes
      Given Mina and Omar wait on board without a take-off time
      When 95 minutes pass
      Then Mina and Omar were told 4 times how things stand
      And nobody has to "Bring water and food" yet

    @ki_5 @clock
    Example: Two hours
      Given Mina and Omar wait on board without a take-off time
      When 120 minutes pass
      Then Ruth is asked to "Bring water and food"
      And nobody has to "Offer to let them leave" yet

    @ki_5 @clock
    Example: Three hours
      Given Mina and Omar wait on board without a take-off time
      When 3 hours pass
      Then Ruth is asked to "Offer to let them leave"

    @ki_5 @clock
    Example: It will be night
      Given Mina and Omar wait on board without a take-off time
      When 6 hours pass
      And Ruth gives everybody what is due
      Then nobody has to "Find them a bed" yet
      And every care of Mina is on record
