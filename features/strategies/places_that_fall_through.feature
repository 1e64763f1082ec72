@strategy @strategy_substitute_service
Feature: What falls through is undone, step by step
  A hold, a booking, a voucher, a payment: each has its undo. The next
  partner is asked, and nobody pays for a place that nobody used.

  Rule: Whoever falls through leaves nothing behind, and the next is asked

    @st_4
    Example: The bank does not pay the first partner
      Given Mina has no seat with us
      And the bank does not pay the first partner on her list
      When Mina takes whoever has a seat first
      Then the place with the first partner is given back
      And Mina has a place with the second

    @st_4 @clock
    Example: The first partner does not pick up the telephone
      Given Mina has no seat with us
      And Mina has chosen whoever has a seat first
      When the time of "No answer in time" comes for Mina
      Then the place with the first partner is given back
      And Mina has a place with the second

    @st_4
    Example: They know nothing of Mina there
      Given Mina has a seat with a partner
      When the partner knows nothing of Mina
      Then the place with the first partner is given back
      And Mina has a place with the second

    @st_4
    Example: Nobody has a place
      When Ruth looks for a seat better than any partner has
      Then Ruth is asked to "Agree what else"

  Rule: A customer may change their mind, and what is owed is untouched

    @st_4
    Example: Mina goes home instead
      Given Mina has a seat with a partner
      When Mina gives it back
      Then the partners have in the end been paid nothing
      And Mina has the letter "voucher_void"
      And Mina has her price back
      And Mina's case ended with "Not placed, paid back"
