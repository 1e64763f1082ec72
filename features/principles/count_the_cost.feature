@principle_empower_and_solve_fast
Feature: The sooner it is put right, the less it costs
  One on the spot, ten the next day, a hundred after a letter: a rule of thumb
  that every house can check against its own cases.

  Rule: The sooner it is put right, the less it costs

    @sd_2 @open_question
    Example: A case under the rules of a regulator
      Given Omar's case is settled within a regulator's days
      Then its short letter is enough

    @sd_3 @open_question
    Example: Three failures, put right sooner and later
      Given failures put right at once, next day, after a week
      Then the report tells what each of them cost
