@principle_encourage_complaints
Feature: Whoever works here may take in what went wrong
  A failure is seen by whoever stands nearest: at the till, in the workshop,
  on the phone about something else. Nobody has to be asked first.

  Rule: Any of us may open a case, and has taken the first step with it

    @fp_1 @forms
    Example: Felix hears of it at the till
      When Felix reports for Omar "My bag came two days late"
      Then a case is open for Omar
      And the record of Omar's case says "Felix"

    @fp_1
    Example: Olga hears of it in the workshop
      When Olga reports for Omar "The seat was broken"
      Then a case is open for Omar
      And Ruth is asked to "Assess the report"

  Rule: A place from which nothing comes is asked why

    @fp_1 @open_question
    Example: The workshop has reported nothing for a month
      Given no case came from the workshop for a month
      Then the workshop is listed among those who report nothing
