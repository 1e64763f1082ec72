@principle_learn_from_recovery
Feature: What was learnt has to prove itself
  An action is not a solution until somebody else has seen that it works, and
  until the failure has stayed away for half a year.

  Rule: Whoever planned or did it does not say whether it worked

    @p4_1 @clock
    Example: The day of the check has come
      Given the day has come to check what Olga did
      Then Aude is asked to "Check the effect"
      And Olga is not asked to "Check the effect"

    @p4_1 @clock
    Example: It did not work
      Given the day has come to check what Olga did
      When Aude finds that it did not work
      Then the lesson begins again

  Rule: What comes back within six months was not solved

    @p4_3 @clock
    Example: It happens again before they are over
      Given what Olga did was found to work, 10 weeks ago
      When a case of the same failure is closed for Omar
      Then the lesson begins again
      And Eva has heard of it

    @p4_3 @clock
    Example: It happens again after they are over
      Given what Olga did was found to work, 18 weeks ago
      When a case of the same failure is closed for Omar
      Then the lesson ended with "Effect lasted"

  Rule: What was learnt becomes the usual way, and those it struck hear of it

    @p4_5 @clock
    Example: The change works
      Given Mina's case led to a lesson, and what Olga did works
      When Aude makes it the standard
      Then Mina has the letter "what_changed" once
      And the letter "what_changed" tells Mina
        | what has changed | every half hour |

    @p4_5 @clock
    Example: Mina wants no more letters
      Given Mina's case led to a lesson, and what Olga did works
      And Mina has said that we may not write to her
      When Aude makes it the standard
      Then Mina has no letter "what_changed"

    @p4_4 @clock
    Example: A protocol has to change with it
      Given the protocol for a cancelled flight is published
      And the day has come to check what Olga did
      When Aude makes it the standard of that protocol
      Then Aude is asked to "Review the protocol"
