@strategy @strategy_early_intervention
Feature: An alarm is judged, and the judgement answered for
  Whoever sees something may raise an alarm; operations says whether it is
  real. To dismiss one is allowed, and is read again beside what came of it.

  Rule: A real alarm leads to an intervention, a known one to a lesson

    @p5_2
    Example: It is real
      Given Ruth raises an alarm
      When Olga judges the alarm "real"
      Then an intervention is under way

    @p5_2
    Example: It is known
      Given Ruth raises an alarm
      When Olga judges the alarm "known"
      Then a lesson follows from it

    @p5_3
    Example: It was dismissed, and grows
      Given Olga dismissed an alarm with a reason
      When the failure grows within a day
      And Aude looks at the dismissal again
      Then an intervention is under way

  Rule: Nobody dismisses an alarm without a reason

    @p5_3
    Example: Olga gives none
      Given Ruth raises an alarm
      Then Olga cannot judge the alarm without "reason"
