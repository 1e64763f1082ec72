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
    Example: The mail server takes no letters to Mina
      Given Mina's mailbox is full
      And Mina has reported "My flight was cancelled"
      When the time of "Acknowledgement late" comes for Mina
      Then the letter "staff_alert" has reached the supervisors

    @sd_1 @clock
    Example: Nobody looks at Mina's report
      Given Mina has reported "My flight was cancelled"
      When the time of "Assessment late" comes for Mina
      Then the letter "staff_alert" has reached the supervisors

  Rule: Whoever is late is reminded before others are told

    @d_10 @clock
    Example: Nobody answers Mina
      Given Mina has reported a small failure
      When the time of "First response late" comes for Mina
      Then the letter "staff_alert" has reached the front line

    @d_10 @clock
    Example: Mina has no offer yet
      Given Mina's case waits for an offer
      When the time of "Half of the time is gone" comes for Mina
      Then the letter "staff_alert" has reached the case owners

  Rule: When we stand still, the promises do not

    @sd_5 @clock
    Example: The house stands still while two things fall due
      Given Mina has reported "My flight was cancelled"
      And Omar has reported "My bag is lost"
      When the house stands still until "first_answer" to Omar has passed
      Then the promise "first_answer" to Mina was missed once, to the second
      And the promise "first_answer" to Omar was missed once, to the second
