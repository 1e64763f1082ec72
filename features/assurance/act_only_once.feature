@assurance
Feature: What is done is done once
  Buttons are pressed twice, lines break after the letter has gone, two people
  open one form. None of it may pay twice, ask twice, or overwrite anybody.

  Rule: A sheet that is sent twice counts once

    @forms
    Example: Mina presses the button twice
      When Mina sends her report twice
      Then one case is open for Mina

    @forms
    Example: Ruth presses the button twice
      Given Mina has reported "My flight was cancelled"
      When Ruth does "Assess the report" and sends it twice
      Then the record of Mina's case says "'Assess the report' was done" once

  Rule: Money moves once for each intent

    Example: The line to the bank breaks after it has paid
      Given the line to the bank breaks after it has paid
      And Mina has reported a small failure
      When Ruth puts it right at once, with as much as the desk may give
      And an hour passes
      Then the bank has paid Mina once

    Example: The bank says no for good
      Given the bank refuses to pay
      And Mina has reported a small failure
      When Ruth puts it right at once, with as much as the desk may give
      Then Felix is asked to "Pay another way"
      And Mina has been paid nothing

  Rule: Whoever comes second is told, and loses nothing

    @forms
    Example: Paul hands in what Ruth has done already
      Given Mina has reported "My flight was cancelled"
      And Paul has "Assess the report" open
      When Ruth does "Assess the report"
      Then Paul is told that "Assess the report" is not open any more

    Example: Ruth has taken the task
      Given Mina has reported "My flight was cancelled"
      When Ruth takes "Assess the report"
      And Paul tries "Assess the report"
      Then it is refused because "Ruth"
