@strategy @strategy_substitute_service
Feature: We help whom a partner let down, and settle what was agreed
  A rival's failure is no windfall. Our own customers keep their places,
  nobody pays more than anybody else, and months and claims are settled.

  Rule: Our own customers keep their places, and the partner hears in time

    @st_5
    Example: We are full
      Given a partner asks us for a seat
      When Olga counts no free seat
      Then the partner has the letter "partner_refused"
      And the partner has had an answer in time
      And nobody has one of our seats

    @st_5 @clock
    Example: Nobody looks
      Given a partner asks us for a seat
      When the time of "8 minutes, no answer" comes for the partner
      Then the partner has the letter "partner_refused"
      And the partner has had an answer in time

  Rule: Nobody earns by the failure of another

    @st_5
    Example: The partner offers more than anybody pays
      Given a partner offers us five times our price for a seat
      When Olga counts room enough
      Then the partner owes us our price, and no more
      And Ruth is asked to "Serve the guest"

  Rule: What was given and taken is settled by both

    @st_5
    Example: A partner owes us for a guest
      Given we have served a guest of the partner
      When Felix settles the month
      Then Felix is asked to "Collect from the partner"

    @st_5
    Example: The partner says otherwise
      Given we have served a guest of the partner
      When Felix settles the month, and the partner says otherwise
      Then Rita is asked to "Settle the dispute"

  Rule: Who fails us bears it, and what comes again is done anew

    @sp_11 @clock
    Example: It does not come again
      Given a supplier has done all that was claimed
      When the time of "Watched long enough" comes for the supplier
      Then Aude is asked to "Has it helped?"

    @sp_11
    Example: It comes again
      Given a supplier has done all that was claimed
      When Aude hears that it happened again
      Then Olga is asked to "Find a better measure"
