@principle_treat_fairly
Feature: What was not put right is opened again
  Whoever is let down, complains, and is let down again has every reason to
  leave. The second time, somebody else does it, and does more.

  Rule: We ask whether it was put right, and a no opens the case again

    @ij_6
    Example: Mina is not satisfied after the call either
      Given Mina's case was closed with money
      When Mina says that it is still unsolved, also when Teo calls
      Then Mina's case counts as a double deviation
      And Teo is asked to "Apologise as manager"
      And whoever closed Mina's case is not asked to do it again

    @ij_6 @clock
    Example: Ines came to harm and does not answer
      Given Ines's case of an injury was closed
      When the time of "7 days, no answer" comes for Ines
      Then Teo is asked to "Call the customer"

  Rule: After a second failure words alone are not enough

    @ij_6
    Example: The new owner offers an apology
      Given Mina's case was opened again and waits for a new offer
      When the new owner offers Mina nothing but an apology
      Then "Compose an offer" is asked again, because of "tangible"

  Rule: Who is not content the second time hears where else to turn

    @p3_4
    Example: Mina's case was opened again in vain
      Given Mina's case was opened again and closed again
      When Mina says that it is still unsolved, also when Teo calls
      And Carla does "Explain the decision"
      Then Mina has the letter "recourse"
