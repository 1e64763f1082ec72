@principle_empower_and_solve_fast
Feature: Whoever meets the customers is heard and looked after
  Only people who are treated well put things right for others. And nobody
  sees sooner what should change.

  Rule: Whoever was hurt by a case is recovered too

    @fp_4
    Example: Ruth was shouted at
      When Ruth asks for support
      Then Teo is asked to "Speak with the colleague"
      And Paul does not find what she told

    @fp_4
    Example: She says so while she answers
      Given Mina has reported a cancelled flight
      When Ruth answers, and says that she was abused
      Then Teo is asked to "Speak with the colleague"

    @fp_5 @clock
    Example: What she would change goes its own way
      Given Teo has spoken with Ruth, who would change something
      Then Aude is asked to "Judge the suggestion"

  Rule: We ask again until it is over

    @fp_4 @clock
    Example: It still weighs on her
      Given Teo has spoken with Ruth
      When Teo hears that it still weighs on her
      Then Teo is asked to "Speak with the colleague"

    @fp_4 @clock
    Example: She is well again
      Given Teo has spoken with Ruth
      When Teo hears that she is well
      Then the support ended with "Colleague supported"

  Rule: Every suggestion is answered, with a reason

    @fp_5
    Example: It is adopted
      Given Paul has suggested "A second screen at the gate"
      When Aude adopts it
      Then the suggestion became a lesson
      And Paul has heard of it

    @fp_5
    Example: It is not adopted
      Given Paul has suggested "Coffee for everybody"
      When Aude tries to decline it without a reason
      Then it is refused for "adoption reason"

    @fp_5 @clock
    Example: Nobody answers
      Given Paul has suggested "A second screen at the gate"
      When 5 weeks pass
      Then Eva has heard that it waits
