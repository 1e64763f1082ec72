@principle_seek_latent_failures
Feature: We look for the failures nobody complains about
  Silence is not satisfaction. What our own figures, people and visits tell
  us counts as much as a complaint, and often comes sooner.

  Rule: Whoever looks into one failure asks who else was struck

    @p5_1 @forms
    Example: Olga does not say whether others were struck
      Given Mina's case waits to be looked into
      When Olga tries "Investigate" without "others exposed"
      Then it is refused for "others exposed"

  Rule: Four sources make one picture

    @p5_1 @open_question
    Example: A breach, a complaint, a note and a visit at the same place
      Given one finding from each of the four sources at one place
      Then the place shows four sources and one score

    @p5_4 @open_question
    Example: A plan of visits
      Given visits are planned for a month
      Then the failures they find are cases without a customer

  Rule: An alarm comes before the complaints, and is answered for

    @p5_2 @open_question
    Example: The storm of February
      Given the flights of that week arrive hour by hour
      Then the alarm comes with the storm and not before

    @p5_3
    Example: Olga dismisses an alarm
      Given Olga dismissed an alarm with a reason
      When the failure grows within a day
      Then the dismissal is shown beside the outcome
