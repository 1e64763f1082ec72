@principle_treat_fairly
Feature: What was agreed is done, another way if need be
  An offer that is not carried out is a second failure. When the first way
  is closed, we look for another; the customer does not have to.

  Rule: A remedy that cannot be carried out is replaced, not dropped

    @ij_6
    Example: Olga cannot rebook
      Given Mina has accepted an offer
      When Olga finds that "Carry out the remedy" cannot be done
      And Olga does "Do it another way"
      Then the record of Mina's case says "Do it another way"
      And Mina's case goes on to "Write the apology"

  Rule: What cannot be done at all is undone and told

    @ij_6
    Example: There is nothing as good
      Given Mina has accepted an offer
      When Olga finds that "Carry out the remedy" cannot be done
      And Olga finds that nothing as good is possible
      And Carla does "Write the apology"
      Then Mina has the letter "undone"
      And Mina's case goes on to "Compose an offer"

    @ij_6
    Example: Mina does not want it any more
      Given Mina has accepted an offer
      When Olga finds that "Carry out the remedy" cannot be done
      And Mina tells Olga that she does not want it any more
      And Carla does "Write the apology"
      Then Mina has the letter "undone"
      And the record of Mina's case says "Remedies undone"
      And Mina's case goes on to "Tell result and lesson"

  Rule: Money that is refused on its way finds another way

    @p2_1
    Example: The bank refuses what Mina is owed
      Given the bank refuses to pay
      And Mina has an offer
      When Felix does "Pay it another way"
      Then Mina has the letter "payment_notice"

    @p2_1
    Example: Felix pays what Ruth gave Mina in cash
      Given the bank refuses to pay
      And Ruth has put it right for Mina with as much as the desk may give
      When Felix does "Pay another way"
      Then Carla is asked to "Tell result and lesson"
