@assurance
Feature: What is delicate is seen by few, and who looked is known
  A complaint about one of us, an accusation, an illness: those who have to
  help see it, nobody else does, and every look can be counted afterwards.

  Rule: A restricted case is open to those who are named on it

    @forms
    Example: Teo leaves it to Paul
      Given Mina has reported "Somebody was rude to my mother"
      When Teo restricts Mina's case to Paul
      Then Paul finds Mina's case
      And Ruth does not find Mina's case
      And Ruth is asked to do nothing

    Example: Ruth would like to decide who sees it
      Given Mina has reported "Somebody was rude to my mother"
      When Ruth tries to restrict Mina's case
      Then it is refused because "supervisors, risk and executives"

    Example: Nobody could go on
      Given Mina has reported "Somebody was rude to my mother"
      When Eva tries to keep Mina's case to herself
      Then it is refused because "none of the handlers may do"

  Rule: Each look at it stands on its record, also an auditor's

    Example: Paul and Aude look
      Given Mina has reported "Somebody was rude to my mother"
      And Teo has restricted Mina's case to Paul
      When Paul and Aude look at Mina's case
      Then the record of Mina's case says "Paul looked at the case"
      And the record of Mina's case says "Aude looked at the case"

  Rule: Whoever is named as concerned loses the case at once

    @forms
    Example: Ruth had taken it up
      Given Mina has reported "Somebody was rude to my mother"
      And Ruth has taken it up
      When Paul says that Mina's case is about Ruth
      Then Ruth does not find Mina's case
      And Ruth is asked to do nothing
      And Paul is asked to "Assess the report"

    @forms
    Example: Mina names her
      When Mina reports "Somebody was rude to my mother", about "Ruth, I think"
      Then Ruth does not find Mina's case
      And Paul finds Mina's case

    Example: What is learnt from it is not hers to see either
      Given Mina's case is about Ruth, and was serious
      When Mina's case comes to its end
      Then Ruth does not find what is learnt from it
