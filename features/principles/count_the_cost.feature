@principle_empower_and_solve_fast
Feature: The sooner it is put right, the less it costs
  One on the spot, ten the next day, a hundred after a letter: a rule of thumb
  that every house can check against its own cases.

  Rule: The sooner it is put right, the less it costs

    @sd_3 @clock
    Example: Three failures, put right sooner and later
      Given failures put right at once, the next day and after a week
      Then what they cost is told by how soon they were put right
      And what would have been saved on the spot is told as well
