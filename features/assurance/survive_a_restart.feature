@assurance
Feature: Nothing is lost when the house stops
  Machines are switched off, at the worst moment and without a word. A case
  goes on where it was, and what fell due meanwhile is done when we are back.

  Rule: A case goes on where it was

    Example: The house is closed between any two acts
      Given the house is closed and opened before every act
      When Mina's case goes its usual way to the end
      Then Mina's case ended with "Resolved and accepted"
      And the record is whole

    Example: What Ruth had typed is still there
      Given Mina has reported a small failure
      And Ruth has begun "Listen, apologise, explain" but not handed it in
      When the house is closed and opened
      Then Ruth finds what she had typed in "Listen, apologise, explain"

  Rule: What falls due while we stand still is done once, with its true time

    @clock
    Example: The house stands still while a promise passes
      Given Mina waits for news
      When the house stands still until a second after Mina's update was due
      Then the promise "next_update" to Mina was missed once, to the second
      And Mina has the letter "late" once

  Rule: What was begun and not finished is begun again

    Example: The worker dies between paying and writing it down
      Given the bank pays, and the worker dies before it is written down
      And Mina has reported a small failure
      When Ruth puts it right at once, with as much as the desk may give
      And the next worker takes over
      Then the bank has paid Mina once
      And Mina has been paid as much
