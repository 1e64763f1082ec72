@strategy @strategy_systematic_response
Feature: A protocol is only as good as its last review
  Protocols that nobody renews look after yesterday's failures. So each has a
  day by which somebody looks at it again, and everybody sees when it passed.

  Rule: Past its day a protocol still runs, says so, and calls for its review

    @p4_4 @clock
    Example: The day has passed
      Given the protocol for a cancelled flight is published
      And the day of its review has passed
      When Olga declares that a cancelled flight struck Mina and Omar
      Then Mina's case is marked as run by a stale protocol
      And Aude is asked to "Review the protocol"

    @p4_4 @clock
    Example: Aude keeps it
      Given the protocol for a cancelled flight is published
      And the day of its review has passed
      And Aude has kept it for another year
      When Olga declares that a cancelled flight struck Mina and Omar
      Then Mina's case is run by version 1, which is fresh

  Rule: While a new version is written, the last one holds

    @p4_4
    Example: It is being revised
      Given the protocol for a cancelled flight is published
      And Olga has asked for its review
      And Aude has it revised
      When Olga declares that a cancelled flight struck Mina and Omar
      Then Mina's case is run by version 1, which is fresh

    @p4_4
    Example: The next version is out
      Given the protocol for a cancelled flight is published
      And Olga has asked for its review
      And Aude has it revised
      And the next version is published
      When Olga declares that a cancelled flight struck Mina and Omar
      Then Mina's case is run by version 2, which is fresh

  Rule: Who writes a protocol does not review it

    @p4_4
    Example: It waits for law and finance
      When Olga has written a protocol
      Then Olga is not asked to "Review the law"
      And Rita is asked to "Review the law"
      And Felix is asked to "Review the cost"

  Rule: A protocol begins where it breaks for the customer

    @p4_4
    Example: No example to begin with
      When Olga asks for a protocol, without an example
      Then Olga is asked to "Map the failure point"
