@strategy @strategy_case_by_case
Feature: What comes up on the way is heard, whenever it comes
  People remember more, change their minds, threaten, and now and then
  deceive. None of it may hold up help, and none of it may be missed.

  Rule: New evidence leads back to the investigation

    @st_1
    Example: Mina remembers something
      Given Mina has an offer
      When Mina adds something that changes the matter
      Then Mina's case goes on to "Understand the impact"

    @st_1
    Example: It changes nothing
      Given Mina has an offer
      When Mina adds something that changes nothing
      Then Mina is asked to "Choose a remedy"

  Rule: Whoever withdraws gives up no right

    @st_1
    Example: Mina does not want to go on
      Given Mina has an offer
      When Mina withdraws her report
      Then Mina's case ended with "Withdrawn by the customer"
      And Mina has been paid what she is entitled to
      And Mina has the letter "withdrawn"

  Rule: A suspicion holds back goodwill, and nothing else

    @st_1
    Example: Carla has a doubt
      Given Mina has an offer
      When Carla says that something does not fit together
      And Mina accepts it
      Then Mina has been paid what she is entitled to
      And nobody carries out Mina's remedies yet

  Rule: A threat changes who prepares, not what is given

    @p3_3
    Example: Mina speaks of the press
      Given Mina's case waits for an offer
      When Carla notes that Mina speaks of the press
      Then Rita is asked to "Prepare for a third party"
      And Carla is asked to "Compose an offer"
