@strategy @strategy_substitute_service
Feature: Whom somebody else serves stays our customer
  Nothing is decided without them, nothing is less than we promised them,
  and whatever they come to harm by is put right by us.

  Rule: Whoever does not answer is asked by a person

    @st_4 @clock
    Example: Ruth calls Mina
      Given Mina has not chosen in time
      When Ruth calls Mina, who takes whoever has a seat first
      Then a place with the first partner is Mina's

  Rule: Where nobody has a place, the customer says what happens

    @st_4
    Example: Mina goes home
      Given no partner is as good as what Mina was promised
      When Ruth agrees with Mina on her money back
      Then Mina has been paid back what she paid

  Rule: It is as good as we promised, or we put it right

    @st_4
    Example: It is not as good
      Given Mina is served by a partner, and not well
      When Ruth does "Put it right there"
      Then Carla is asked to "Plan their way back"

  Rule: We want to know whether they come back

    @st_4 @clock
    Example: Mina stays with the partner
      Given Mina was served by a partner
      When Carla finds that she has not come back in time
      Then it ended with "Substituted and lost"
