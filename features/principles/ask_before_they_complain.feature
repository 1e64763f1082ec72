@principle_encourage_complaints
Feature: We ask before anybody complains
  Four in a hundred complain. The others can be asked, counted, and kept
  from finding new hurdles in their way.

  Rule: After a breach we ask before anybody complains

    @p1_2 @open_question
    Example: Mina's flight was late and Mina says nothing
      Given Mina's flight was later than we guarantee
      When the day ends without a word from Mina
      Then Mina is invited to tell us, and what she is owed is known

    @p1_4 @open_question
    Example: Four of a hundred complained
      Given a hundred failures of which four were complained about
      Then the report of the month estimates those who kept silent

  Rule: Nobody adds an obstacle unseen

    @p1_5
    Example: A form that asks for a receipt we could look up
      When a draft asks Mina for a receipt that we hold ourselves
      Then it cannot be published without a reason on the record
