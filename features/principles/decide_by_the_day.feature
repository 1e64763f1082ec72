@principle_treat_fairly
Feature: Nobody loses by a rule that changes on the way
  What is owed goes by the day of the failure, times by the day of the
  report, and what people may give by the day they decide.

  Rule: What is owed goes by the day of the failure

    @d_5
    Example: The law changes before Mina reports
      Given Mina was let down before a law changed and reports after it
      Then Mina is owed what the law gave on the day of the failure

    @d_5
    Example: A text that is not in force yet
      Given a law whose next version has no day yet
      Then nobody is owed anything by that version

  Rule: What people may give goes by the day they decide

    @p2_5
    Example: A limit is published a day ahead
      Given a lower limit is published that holds from tomorrow
      And Mina has reported a small failure
      Then the desk may give Mina less from tomorrow, and as much today

  Rule: A pack that nobody knows decides nothing, and nothing is lost

    @d_3
    Example: A case is opened under a pack with a slip in its name
      When somebody opens a case for Mina under "no_such_law"
      Then it is refused for the packs that there are
      And no case is open for Mina

    @d_5
    Example: The pack of Mina's station has run out
      Given the pack of the station is not in force any more
      And Mina has reported a small failure
      When what Mina is owed has to be worked out
      Then it is said which versions there are, and the task waits
