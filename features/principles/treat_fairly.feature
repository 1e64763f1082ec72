@principle_treat_fairly
Feature: Like failures are treated alike
  What somebody gets may depend on what happened to them. It may not depend
  on who they are, how loud they are, or who happens to read their letter.

  Rule: Rights do not depend on who somebody is

    @p3_2
    Example: Mina is a member and says so, Omar flies for the first time
      Given Mina has reported a cancelled flight, adding "I am a member"
      And Omar has reported a cancelled flight
      When Ruth tells both of them what happens by when
      Then Mina and Omar are promised the same by the same times
      And Mina and Omar are entitled to the same

  Rule: Being loud does not win

    @p3_3
    Example: Ines threatens with the press and is to get more
      Given Omar got an offer, and Ines was let down in the same way
      And Ines writes again and again and threatens with the press
      When Carla offers Ines far more than Omar, without a reason
      Then "Compose an offer" is asked again, because of "others got"

    @p3_3
    Example: Ines gets what Omar got
      Given Omar got an offer, and Ines was let down in the same way
      And Ines writes again and again and threatens with the press
      When Carla offers Ines what Omar got
      Then the offer to Ines went on its way

  Rule: Far more than was lost takes a reason

    @p3_6 @forms
    Example: Carla is very generous and does not say why
      Given Mina's case waits for an offer
      When Carla offers Mina twice what was lost
      Then "Compose an offer" is asked again, because of "150 %"
      And Mina has no offer

    @p3_6
    Example: Carla is very generous and says why
      Given Mina's case waits for an offer
      When Carla offers Mina twice what was lost, with a reason
      Then the offer to Mina went on its way

  Rule: Whether like is treated alike is measured

    @p3_1 @open_question
    Example: Four hundred closed cases of two kinds of customers
      Given four hundred closed cases in which one kind of customer got less
      Then a finding names the strata, the effect and the cases

    @p3_5 @open_question
    Example: A history that is known to be biased
      Given a log with discrimination in it
      Then the discrimination is found
