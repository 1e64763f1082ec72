@strategy @strategy_substitute_service
Feature: Partners and suppliers answer for what they did
  What a supplier caused, the supplier bears; the customer never waits for
  it. What follows from bad months is known beforehand.

  Rule: The customer does not wait for a supplier

    @sp_11
    Example: The cause lies with a supplier
      Given Mina has a case that waits to be looked into
      When Olga finds that a supplier caused it
      Then a claim is open beside
      And Mina's case goes on to "Compose an offer"

  Rule: Who decides on a partner is not who counted against it

    @sp_11
    Example: The partner says otherwise
      Given we have served a guest of the partner
      When Rita settles the dispute about it
      Then the settlement tells the partner what was agreed

    @sp_11
    Example: The worst grade
      When a month of the partner ends with the worst grade
      And Rita strikes the partner off after hearing it
      Then no customer is sent to that partner any more

  Rule: Three bad months lead to somebody who looks or speaks

    @sp_11
    Example: Three months in the middle
      When three months of the partner are so so
      And Aude does her audit
      Then the settlement ended with "Settled"

    @sp_11
    Example: Three months of failing
      When three months of the partner are bad
      And Eva speaks with its management
      Then the settlement ended with "Settled"

  Rule: Only time shows whether a measure has helped

    @sp_11 @clock
    Example: It has helped
      Given a supplier has done all that was claimed
      When Aude finds that it has helped
      Then the claim ended with "Measure effective"

    @sp_11 @clock
    Example: It came again, and is done anew
      Given a supplier has done all that was claimed
      When it happens again, and a better measure helps
      Then the claim ended with "Measure effective"
