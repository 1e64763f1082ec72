@principle_treat_fairly
Feature: The customer chooses, and may say no
  The failure was ours, the way out of it is theirs. Whoever says no hears
  why we cannot do more, and who else may look at it.

  Rule: Whoever was let down decides about the offer

    @p3_2 @forms
    Example: Mina accepts
      Given Mina has an offer
      When Mina accepts it
      Then Mina's case goes on to "Write the apology"

    @p3_4 @forms
    Example: Mina wishes for something else
      Given Mina has an offer
      When Mina asks for "a window seat" instead
      Then "Compose an offer" is asked again, because of "a window seat"

  Rule: Silence is not a choice

    @p3_4 @clock
    Example: Mina does not answer
      Given Mina has an offer
      When the time of "3 days, no answer" comes for Mina
      Then Mina has the letter "reminder" once
      And Mina is asked to "Choose a remedy"

    @p3_4 @clock
    Example: Mina never answers
      Given Mina has an offer
      When the time of "7 days, no answer" comes for Mina
      Then Mina's case ended with "Resolved, no reply"
      And Mina has been paid what she is entitled to

  Rule: A no comes with its reason and with somebody else to turn to

    @p3_4
    Example: Mina and we do not agree
      Given Mina has an offer
      When Mina declines, is asked once more, and declines again
      And Carla does "Explain the decision"
      Then the letter "recourse" tells Mina
        | why      | Why                 |
        | the rule | The rule we went by |
        | who else | an independent body |
        | by when  | Please do so by     |

    @p3_4
    Example: Mina leaves it at that
      Given Mina was refused by Carla
      When Mina leaves it at that
      Then Mina's case ended with "Rejected, recourse told"
