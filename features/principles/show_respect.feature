@principle_treat_fairly
Feature: Whoever was let down is met with respect
  Money alone does not put it right. An apology, an honest explanation and a
  person who cares are owed to everybody, also to those who are mistaken.

  Rule: An apology comes first, and admits no liability

    @ij_2 @forms
    Example: Ruth forgets to apologise
      Given Mina has reported a cancelled flight
      When Ruth tries "Listen, apologise, explain" without "apology given"
      Then it is refused for "apology given"

    @ij_2
    Example: An apology is not an admission
      Then no form asks staff to admit liability

    @ij_3
    Example: Ines has had several apologies lately
      Given we have apologised to Ines again and again lately
      When Carla offers Ines another letter of apology
      Then "Compose an offer" is asked again, because of "several apologies"

  Rule: A case is put right only when the customer was treated with respect

    @ij_1 @forms
    Example: Mina was paid and still feels badly treated
      Given Mina's case was closed with money
      When Mina says that everything was fair but how she was treated
      Then Teo is asked to "Call the customer" within 1 working day
      And Mina's case is still open

  Rule: Nobody is made to look foolish

    @ij_5
    Example: The customer was mistaken
      Then no letter can say that it was the customer's fault
