@principle_seek_latent_failures
Feature: Somebody comes as a customer, without a word
  Most who are let down say nothing. So now and then one of us looks with
  their eyes, and what they see counts like a complaint.

  Rule: What a visit finds becomes cases, though nobody has complained

    @f_18
    Example: Two things fail
      Given Aude has planned a visit to gate 12
      When Aude reports that two things failed
      Then two cases are open that no customer has reported
      And Ruth is asked to "Assess the report"

    @f_18
    Example: Nothing fails
      Given Aude has planned a visit to gate 12
      When Aude reports that nothing failed
      Then the visit ended with "Nothing failed"

    @f_18 @clock
    Example: Nobody goes
      Given Aude has planned a visit to gate 12
      When 5 weeks pass
      Then Otto has heard that it is overdue
