@principle_encourage_complaints
Feature: Whoever was let down is invited to say so
  Most people who are let down say nothing and leave. Each hurdle between
  them and us costs a chance to put it right, and to learn of it at all.

  Rule: One sentence is enough, without account and without proof

    @p1_1 @forms
    Example: Mina writes one sentence on the web
      When Mina reports "My flight was cancelled and nobody told me"
      Then a case is open for Mina
      And Mina has the letter "acknowledgement"
      And whoever reports has to tell what happened and an address, no more

    @p1_1
    Example: Ines leaves no address
      When Ines reports "Your agent shouted at me" and leaves no address
      Then a case is open for Ines
      And the letter "acknowledgement" stands on the page of Ines

    @p1_1 @forms
    Example: Omar sends an empty sheet
      When Omar tries to report nothing
      Then Omar is asked for "what happened"
      And no case is open for Omar

    @p1_1 @open_question
    Example: Omar scans the code at the gate, Ines writes a mail
      When Omar reports by the code at the gate and Ines by mail
      Then a case is open for each of them

  Rule: Whoever hears of a failure writes it down, and it counts for them

    @p1_3 @forms
    Example: Omar rings up and Ruth writes down his words
      When Ruth reports for Omar "My bag came two days late"
      Then a case is open for Omar
      And the record of Omar's case says "Ruth"

    @p1_3
    Example: What Ruth has to fill in while Omar waits
      Then Ruth has to fill in no more than a customer has to

  Rule: The first answer says what happens next, by when, and what may come

    @p1_1
    Example: Mina reads her acknowledgement
      When Mina reports "My flight was cancelled and nobody told me"
      Then the letter "acknowledgement" tells Mina
        | her own words     | My flight was cancelled  |
        | what happens next | What happens next        |
        | by when           | somebody speaks with you |
        | what may come     | a replacement            |
        | where to look     | /status/                 |
