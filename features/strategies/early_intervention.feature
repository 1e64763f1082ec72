@strategy @strategy_early_intervention
Feature: What is coming is told before it strikes
  A failure that customers hear of from us, with a choice and in time, is
  half a failure. The other half is put right with all that we know.

  Rule: Those who will feel it hear it from us first, hardest hit first

    @pr_1
    Example: Olga sees it coming
      When Olga warns that the flight of Mina and Omar may be cancelled
      Then the letter "forewarning" tells Mina
        | what is coming | Your flight may be cancelled |
        | why            | an airport in the snow          |
        | what is next   | We expect to leave at noon      |
      And the promise "forewarning" to Mina is kept in time
      And Omar, who travels on, comes before Mina

    @pr_1 @clock
    Example: Nobody calls Ines in time
      Given the flight of Ines may be cancelled
      When the promise "forewarning" to Ines is a minute overdue
      Then the promise "forewarning" to Ines was missed once, to the second
      And Ines has the letter "late" once

    @pr_1
    Example: Our bookings know nobody
      When Olga warns of a flight on which our bookings know nobody
      And Olga names Mina
      Then Mina has the letter "forewarning"

  Rule: The choice is theirs, and silence cancels nothing

    @pr_1 @clock
    Example: Mina says nothing
      Given the flight of Mina and Omar may be cancelled
      When the time of "Time to choose is over" comes for Mina
      Then Mina keeps the best of ours

    @pr_1
    Example: Mina takes another flight
      Given there is another flight of ours for them
      When Mina chooses "another of ours"
      And Olga arranges it
      Then Mina has another one of ours

    @pr_1
    Example: Mina does not travel
      Given the flight of Mina and Omar may be cancelled
      When Mina chooses "her money back"
      Then Mina has been paid back what she paid
      And Mina's case ended with "Paid back before it struck"
