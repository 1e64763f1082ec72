@assurance
Feature: Money reaches the right person
  Whoever tells us of a failure, whoever it struck and whoever is paid may be
  three people. We are quick to pay, and we know whom.

  Rule: Money goes back by the means it came, or to somebody we have verified

    Example: Mina wants it to go to her sister
      Given Mina would have her money paid to her sister
      Then Mina has been paid nothing
      And Felix is asked to "Pay it another way"

    Example: Carla has asked who she is
      Given Carla has verified that Mina's money may go to her sister
      Then Mina's sister has been paid

  Rule: Nobody takes money for another without their word

    Example: Mina reports what happened to her neighbour
      Given Mina has told of what happened to her neighbour
      When the desk puts it right with money
      Then Mina has been paid nothing
      And Felix is asked to "Pay it another way"

  Rule: Nobody handles a case of their own

    @p2_4
    Example: Ruth was on the flight herself
      When Ruth reports her own cancelled flight
      Then Ruth is asked to do nothing
      And Paul is asked to "Assess the report"

    @p2_4
    Example: Her brother was
      Given Ruth has named the address of her brother
      When her brother reports a cancelled flight
      Then Ruth is asked to do nothing
      And Paul is asked to "Assess the report"
