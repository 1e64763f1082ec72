@principle_empower_and_solve_fast
Feature: What we owe has a time, and the time is watched
  To be told "soon" is to be let down twice. Every answer has a time, and a
  time that has passed stays passed, whatever is done about it later.

  Rule: A time that was missed stays missed

    @sd_1 @clock
    Example: No acknowledgement goes out in time
      Given the house stands still
      And Mina has reported "My flight was cancelled"
      When the house stands still until "acknowledgement" to Mina has passed
      Then the promise "acknowledgement" to Mina was missed once, to the second
      And Mina has the letter "acknowledgement"

    @sd_1 @clock
    Example: Nobody looks at Mina's report
      Given Mina has reported "My flight was cancelled"
      When the time of "Assessment late" comes for Mina
      Then the letter "staff_alert" has reached the supervisors

  Rule: When we stand still, the promises do not

    @sd_5 @clock
    Example: The house stands still while two things fall due
      Given Mina has reported "My flight was cancelled"
      And Omar has reported "My bag is lost"
      When the house stands still until "first_answer" to Omar has passed
      Then the promise "first_answer" to Mina was missed once, to the second
      And the promise "first_answer" to Omar was missed once, to the second

  Rule: The sooner it is put right, the less it costs

    @sd_2 @open_question
    Example: A case under the rules of a regulator
      Given Omar's case falls under a regulator's rules
      When it is settled within the days for a short letter
      Then the short letter is enough

    @sd_3 @open_question
    Example: Three failures, put right sooner and later
      Given failures put right at once, next day, and after a week
      Then the report tells what each of them cost
