@principle_treat_fairly
Feature: We answer to those who judge us
  Where we cannot agree somebody else may look at it: an ombudsman, an
  authority, a court. They get all they ask for, and we do what they decide.

  Rule: The customer has our reasons before anybody else looks at them

    @sp_7
    Example: Nobody has written the last letter
      Given an ombudsman has written about Mina's trouble
      Then Carla is asked to "Explain the decision"
      And Rita is not asked to "File the bundle"

    @sp_7
    Example: The last letter is out
      Given an ombudsman has written, and our last letter is out
      Then Rita is asked to "File the bundle"

  Rule: What they decide is done, told and learnt from

    @sp_7
    Example: They uphold Mina
      Given an ombudsman has our bundle
      When Rita notes that they gave Mina money
      Then it is paid once
      And Aude is asked to "Find the root cause"

    @sp_7
    Example: The bank refuses
      Given the bank refuses to pay
      And an ombudsman has our bundle
      When Rita notes that they gave Mina money
      And Felix pays it another way
      Then the dispute ended with "Customer upheld"

    @sp_7
    Example: They uphold us
      Given an ombudsman has our bundle
      When Rita notes that they upheld us
      Then the dispute ended with "We were upheld"
